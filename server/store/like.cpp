#include "server/store/like.h"

namespace servicecard::store {

std::optional<std::string> containing(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string pattern = "%";
  for (const char c : *text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace servicecard::store
