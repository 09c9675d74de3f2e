#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "cardlib/credential/status_list_fields.h"
#include "cardlib/credential/status_list_token.h"
#include "tests/fuzz/require.h"

using servicecard::as_text;
using servicecard::Bytes;
using servicecard::BytesView;
using servicecard::StatusList;
using servicecard::StatusListToken;
using servicecard::fuzz::require;
using servicecard::status_list_fields::complete;
using servicecard::status_list_fields::FieldsOrError;
using servicecard::status_list_fields::from_cwt;
using servicecard::status_list_fields::from_jwt;
using servicecard::status_list_fields::Layer;
namespace cbor = servicecard::cbor;
namespace json = servicecard::json;
namespace zlib = servicecard::zlib;

namespace {

void unpack(unsigned bits, BytesView lst) {
  const auto list = StatusList::unpack({.bits = bits, .lst = Bytes(lst.begin(), lst.end())});
  if (!list) return;
  require(list->entries() == 0 || list->at(list->entries() - 1).has_value());
  require(!list->at(list->entries()));
  require(StatusList::unpack(list->pack(zlib::Effort::fast)) == *list);
}

// Whatever the profile takes, the general layer takes for the same.
void compare(FieldsOrError profile, FieldsOrError general) {
  const auto ours = complete(std::move(profile), Layer::profile);
  const auto any = complete(std::move(general), Layer::general);
  if (ours) require(any && *any == *ours);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const BytesView rest(data + 1, size - 1);
  // The first octet says what the others are; 1, 2, 4 and 8 are bits an entry.
  switch (data[0]) {
    case 'c':
      compare(from_cwt(rest, Layer::profile), from_cwt(rest, Layer::general));
      break;
    case 'j':
      if (const auto claims = json::parse_object(as_text(rest))) {
        compare(from_jwt(*claims, Layer::profile), from_jwt(*claims, Layer::general));
      }
      break;
    case 't':
      (void)StatusListToken::parse_jwt(as_text(rest));
      (void)StatusListToken::parse_cwt(rest);
      break;
    default:
      unpack(data[0], rest);
  }
  return 0;
}
