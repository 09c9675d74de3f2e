#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace servicecard::cli {

/// Lines of cells under a heading, aligned by what a terminal shows. Cells are made printable.
class Table {
 public:
  explicit Table(std::vector<std::string> heading);

  /// A line with fewer cells than the heading ends early; more is a mistake (`std::logic_error`).
  void add(std::vector<std::string> cells);
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

  /// Every line begins with `indent`, and none ends with a space.
  [[nodiscard]] std::string str(const std::string& indent = {}) const;

 private:
  std::vector<std::string> heading_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace servicecard::cli
