#pragma once

#include <array>
#include <deque>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/sheet/sheet.h"
#include "server/sheet/workbook.h"
#include "server/sheet/xml.h"
#include "server/sheet/zip.h"

namespace servicecard::sheet {

/// The first visible sheet of an Excel workbook (.xlsx, ECMA-376), as its cells show: formulas by
/// their last result, numbers with the 15 digits that Excel has, days as its serials.
class XlsxReader final : public Reader {
 public:
  /// `octets` stay until the reader goes.
  [[nodiscard]] static std::expected<std::unique_ptr<XlsxReader>, Error> open(
      std::string_view octets);
  ~XlsxReader() override;

  [[nodiscard]] std::expected<std::optional<Row>, Mistake> next() override;
  /// The sheet's title.
  [[nodiscard]] const std::string& title() const { return title_; }

 private:
  class RowHandler;

  XlsxReader(ZipArchive archive, std::string title, SharedStrings strings);
  [[nodiscard]] std::expected<void, Error> open_sheet(const std::string& part);
  [[nodiscard]] std::expected<void, Error> read_piece();

  ZipArchive archive_;
  std::string title_;
  std::unique_ptr<RowHandler> rows_;
  xml::Parser parser_;
  std::optional<ZipMember> sheet_;
  std::array<char, 16384> room_{};
};

}  // namespace servicecard::sheet
