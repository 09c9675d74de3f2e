#include "server/sheet/xlsx_writer.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "server/sheet/zip_writer.h"

namespace servicecard::sheet {
namespace {

constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space =
    R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
constexpr std::string_view relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package_relations =
    R"(xmlns="http://schemas.openxmlformats.org/package/2006/relationships")";

// Cell formats of `styles`: both are text (number format 49, `@`).
constexpr std::string_view plain = "1";
constexpr std::string_view bold = "2";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    "</Types>";

constexpr std::string_view styles =
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>)"
    R"(<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill>)"
    R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>)"
    R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string part(std::string_view name, std::string_view attributes, std::string_view content) {
  std::string text(declaration);
  text += '<';
  text += name;
  text += ' ';
  text += attributes;
  text += '>';
  text += content;
  text += "</";
  text += name;
  text += '>';
  return text;
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(relations) +
         std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
}

std::string row_xml(const std::vector<std::string>& cells, std::string_view style) {
  std::string xml = "<row>";
  for (const std::string& cell : cells) {
    xml += "<c s=\"" + std::string(style) + R"(" t="inlineStr"><is><t xml:space="preserve">)" +
           escaped(cell) + "</t></is></c>";
  }
  return xml + "</row>";
}

std::string sheet_xml(const std::vector<std::vector<std::string>>& rows) {
  std::size_t width = 1;
  for (const auto& row : rows) width = std::max(width, row.size());
  std::string xml = R"(<sheetViews><sheetView workbookViewId="0">)"
                    R"(<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>)"
                    R"(</sheetView></sheetViews><cols><col min="1" max=")" +
                    std::to_string(width) + R"(" width="22" style=")" + std::string(plain) +
                    R"(" customWidth="1"/></cols><sheetData>)";
  for (const auto& row : rows) xml += row_xml(row, &row == &rows.front() ? bold : plain);
  return part("worksheet", main_space, xml + "</sheetData>");
}

}  // namespace

std::string write_xlsx(const std::string& title,
                       const std::vector<std::vector<std::string>>& rows) {
  ZipWriter archive;
  archive.add("[Content_Types].xml", std::string(declaration) + std::string(content_types));
  archive.add("_rels/.rels", part("Relationships", package_relations,
                                  relation("rId1", "/officeDocument", "xl/workbook.xml")));
  archive.add(
      "xl/workbook.xml",
      part("workbook", fmt::format(R"({} xmlns:r="{}")", main_space, relations),
           "<sheets><sheet name=\"" + escaped(title) + R"(" sheetId="1" r:id="rId1"/></sheets>)"));
  archive.add("xl/_rels/workbook.xml.rels",
              part("Relationships", package_relations,
                   relation("rId1", "/worksheet", "worksheets/sheet1.xml") +
                       relation("rId2", "/styles", "styles.xml")));
  archive.add("xl/styles.xml", part("styleSheet", main_space, styles));
  archive.add("xl/worksheets/sheet1.xml", sheet_xml(rows));
  return std::move(archive).finish();
}

}  // namespace servicecard::sheet
