#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace servicecard::sheet {

/// A cell that a spreadsheet takes for text: an apostrophe stands before one that it might run as a
/// formula, which begins with `=`, `+`, `-`, `@`, a tab or a line's end, plain or full width.
[[nodiscard]] std::string neutralised(std::string_view cell);

/// Writes comma-separated values that Excel opens as they are: UTF-8 with its mark, CRLF, every
/// cell neutralised.
class CsvWriter {
 public:
  void add(const std::vector<std::string>& cells);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_ = "\xef\xbb\xbf";
};

}  // namespace servicecard::sheet
