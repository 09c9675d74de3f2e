#pragma once

#include <string>
#include <string_view>

namespace servicecard {

/// A fixed text in both languages of the system.
struct Bilingual {
  std::string_view zh;
  std::string_view en;

  bool operator==(const Bilingual&) const = default;
};

/// A text in both languages that data brought.
struct BilingualText {
  std::string zh;
  std::string en;

  bool operator==(const BilingualText&) const = default;
};

}  // namespace servicecard
