#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/utf8.h"
#include "cardlib/identity/card_number.h"
#include "cardlib/identity/civil_date.h"
#include "cardlib/identity/fen.h"
#include "cardlib/identity/masking.h"
#include "cardlib/identity/person_name.h"
#include "cardlib/identity/phone.h"
#include "cardlib/identity/resident_id.h"
#include "cardlib/identity/uscc.h"
#include "tests/fuzz/require.h"

using servicecard::fuzz::require;

namespace servicecard {
namespace {

// What accepts one spelling gives it back.
template <class Parsed>
void require_unchanged(const Parsed& parsed, std::string_view text) {
  if (!parsed) return;
  if constexpr (requires { parsed->str(); }) {
    require(parsed->str() == text);
  } else {
    require(parsed->reveal() == text);
    require(parsed->masked() != text);
  }
}

// What accepts several spellings of one value writes one that reads as the same value.
template <class Value>
void require_read_back(std::string_view text) {
  const auto parsed = Value::parse(text);
  if (parsed) require(Value::parse(parsed->str()) == parsed);
}

void require_masked(std::string_view text) {
  const auto name = PersonName::parse(text);
  require_unchanged(name, text);
  if (name) require(utf8::decode(name->masked())->size() == utf8::decode(text)->size());
  require(mask(text, {.first = 4, .stars = 10, .last = 4}).find("**********") != std::string::npos);
}

void require_range(std::string_view text) {
  const auto range = FenRange::parse_wan(text);
  if (range) require(range->least() <= range->most());
}

}  // namespace
}  // namespace servicecard

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servicecard;
  const std::string_view text = as_text({data, size});
  require_unchanged(Uscc::parse(text), text);
  if (const auto made = Uscc::with_check(text)) require(Uscc::parse(made->str()) == made);
  require_unchanged(ResidentId::parse(text), text);
  require_unchanged(Phone::parse(text), text);
  require_unchanged(CivilDate::parse(text), text);
  require_read_back<CardNumber>(text);
  require_read_back<Fen>(text);
  require_range(text);
  require_masked(text);
  return 0;
}
