#include "server/sheet/workbook.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "server/sheet/xml.h"

namespace servicecard::sheet {
namespace {

struct Relation {
  std::string id;
  std::string type;
  std::string target;
};

class RelationsHandler final : public xml::Handler {
 public:
  void start(std::string_view name, const xml::Attributes& attributes) override {
    if (name != "Relationship") return;
    relations.push_back({.id = std::string(attributes.find("Id").value_or("")),
                         .type = std::string(attributes.find("Type").value_or("")),
                         .target = std::string(attributes.find("Target").value_or(""))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Relation> relations;
};

struct SheetEntry {
  std::string title;
  std::string relation;
  bool hidden = false;
};

class WorkbookHandler final : public xml::Handler {
 public:
  void start(std::string_view name, const xml::Attributes& attributes) override {
    if (name == "workbookPr") {
      const auto old = attributes.find("date1904").value_or("0");
      counts_from_1904 = old == "1" || old == "true";
    } else if (name == "sheet") {
      sheets.push_back({.title = std::string(attributes.find("name").value_or("")),
                        .relation = std::string(attributes.find("id").value_or("")),
                        .hidden = attributes.find("state").value_or("visible") != "visible"});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  bool counts_from_1904 = false;
  std::vector<SheetEntry> sheets;
};

class StringsHandler final : public xml::Handler {
 public:
  void start(std::string_view name, const xml::Attributes&) override {
    if (name == "si" && !is_full()) strings.emplace_back();
    if (name == "rPh") ++guides_;
    in_text_ = name == "t" && guides_ == 0 && !strings.empty();
  }
  void end(std::string_view name) override {
    if (name == "rPh") --guides_;
    in_text_ = false;
  }
  void text(std::string_view piece) override {
    if (in_text_) strings.back() += piece;
  }
  [[nodiscard]] bool is_full() const { return strings.size() > max_shared_strings; }

  SharedStrings strings;

 private:
  int guides_ = 0;
  bool in_text_ = false;
};

std::expected<void, Error> parse(ZipArchive& archive, const std::string& part,
                                 xml::Handler& handler) {
  auto member = archive.member(part);
  if (!member) return std::unexpected(Error::damaged);
  xml::Parser parser(handler);
  std::array<char, 16384> room{};
  while (true) {
    const auto count = member->read(room);
    if (!count) return std::unexpected(count.error());
    if (*count == 0) break;
    if (!parser.feed({room.data(), *count})) return std::unexpected(Error::damaged);
  }
  if (!parser.finish()) return std::unexpected(Error::damaged);
  return {};
}

std::string folder_of(std::string_view part) {
  return std::string(part.substr(0, part.rfind('/') + 1));
}

// "xl/workbook.xml" is described in "xl/_rels/workbook.xml.rels", the package itself in
// "_rels/.rels".
std::expected<std::vector<Relation>, Error> relations_of(ZipArchive& archive,
                                                         const std::string& part) {
  const std::string folder = folder_of(part);
  RelationsHandler handler;
  const auto read =
      parse(archive, folder + "_rels/" + part.substr(folder.size()) + ".rels", handler);
  if (!read) return std::unexpected(read.error());
  for (Relation& relation : handler.relations) {
    const bool absolute = relation.target.starts_with('/');
    relation.target = absolute ? relation.target.substr(1) : folder + relation.target;
  }
  return std::move(handler.relations);
}

const Relation* of_type(const std::vector<Relation>& relations, std::string_view end_of_type) {
  const auto found = std::ranges::find_if(
      relations, [&](const Relation& each) { return each.type.ends_with(end_of_type); });
  return found == relations.end() ? nullptr : &*found;
}

}  // namespace

std::expected<Workbook, Error> read_workbook(ZipArchive& archive) {
  const auto package = relations_of(archive, "");
  if (!package) return std::unexpected(package.error());
  const Relation* const document = of_type(*package, "/officeDocument");
  if (document == nullptr) return std::unexpected(Error::damaged);
  const auto parts = relations_of(archive, document->target);
  if (!parts) return std::unexpected(parts.error());
  WorkbookHandler handler;
  if (const auto read = parse(archive, document->target, handler); !read) {
    return std::unexpected(read.error());
  }
  if (handler.counts_from_1904) return std::unexpected(Error::old_calendar);
  const auto sheet = std::ranges::find(handler.sheets, false, &SheetEntry::hidden);
  if (sheet == handler.sheets.end()) return std::unexpected(Error::damaged);
  const auto part = std::ranges::find(*parts, sheet->relation, &Relation::id);
  if (part == parts->end()) return std::unexpected(Error::damaged);
  const Relation* const strings = of_type(*parts, "/sharedStrings");
  return Workbook{.sheet = sheet->title,
                  .sheet_part = part->target,
                  .strings_part = strings == nullptr ? std::string() : strings->target};
}

std::expected<SharedStrings, Error> read_shared_strings(ZipArchive& archive,
                                                        const std::string& part) {
  StringsHandler handler;
  if (const auto read = parse(archive, part, handler); !read) return std::unexpected(read.error());
  if (handler.is_full()) return std::unexpected(Error::too_large);
  return std::move(handler.strings);
}

}  // namespace servicecard::sheet
