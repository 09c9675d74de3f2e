#include "cardlib/identity/masking.h"

#include "cardlib/codec/utf8.h"

namespace servicecard {
namespace {

void append(std::string& out, std::u32string_view code_points) {
  for (const char32_t code_point : code_points) out += utf8::encode(code_point);
}

}  // namespace

std::string mask(std::string_view text, Mask how) {
  const auto code_points = utf8::decode(text);
  std::string stars(how.stars, '*');
  if (!code_points || code_points->size() <= how.first + how.last) return stars;
  const std::u32string_view all = *code_points;
  std::string out;
  append(out, all.substr(0, how.first));
  out += stars;
  append(out, all.substr(all.size() - how.last));
  return out;
}

std::string mask_name(std::string_view name) {
  const auto code_points = utf8::decode(name);
  const std::size_t size = code_points ? code_points->size() : 0;
  if (size <= 2) return mask(name, {.first = size == 2 ? 1U : 0U, .stars = 1, .last = 0});
  return mask(name, {.first = 1, .stars = size - 2, .last = 1});
}

}  // namespace servicecard
