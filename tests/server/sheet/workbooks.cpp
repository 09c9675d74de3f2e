#include "tests/server/sheet/workbooks.h"

#include <memory>
#include <stdexcept>
#include <xlsxwriter.h>
#include <zip.h>

#include "tests/support/temporary_directory.h"
#include "tests/support/vectors.h"

namespace servicecard::test {
namespace {

const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
const std::string relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return R"(<Relationship Id=")" + id + R"(" Type=")" + types + type + R"(" Target=")" + target +
         R"("/>)";
}

}  // namespace

std::string written_workbook(const std::function<void(lxw_workbook*)>& write) {
  const TemporaryDirectory directory;
  const std::filesystem::path file = directory.path() / "book.xlsx";
  lxw_workbook* const book = workbook_new(file.c_str());
  write(book);
  if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error("no workbook");
  return read_file(file);
}

std::string zipped(const std::map<std::string, std::string>& members) {
  const TemporaryDirectory directory;
  const std::filesystem::path file = directory.path() / "archive.zip";
  zip_t* const archive = zip_open(file.c_str(), ZIP_CREATE, nullptr);
  for (const auto& [name, octets] : members) {
    zip_source_t* const source = zip_source_buffer(archive, octets.data(), octets.size(), 0);
    if (zip_file_add(archive, name.c_str(), source, 0) < 0) throw std::runtime_error("no member");
  }
  if (zip_close(archive) != 0) throw std::runtime_error("no archive");
  return read_file(file);
}

std::map<std::string, std::string> workbook_parts(const std::string& rows) {
  return {
      {"_rels/.rels", declaration + relations +
                          relation("rId1", "/officeDocument", "xl/workbook.xml") +
                          "</Relationships>"},
      {"xl/_rels/workbook.xml.rels", declaration + relations +
                                         relation("rId7", "/worksheet", "worksheets/first.xml") +
                                         "</Relationships>"},
      {"xl/workbook.xml", declaration + R"(<workbook xmlns=")" + main_space + R"(" xmlns:r=")" +
                              types + R"("><sheets><sheet name="Sheet" sheetId="1" r:id="rId7"/>)" +
                              "</sheets></workbook>"},
      {"xl/worksheets/first.xml", declaration + R"(<worksheet xmlns=")" + main_space +
                                      R"("><sheetData>)" + rows + "</sheetData></worksheet>"}};
}

std::string workbook(const std::string& rows) { return zipped(workbook_parts(rows)); }

}  // namespace servicecard::test
