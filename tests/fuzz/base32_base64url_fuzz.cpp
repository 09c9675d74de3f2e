#include <cstddef>
#include <cstdint>

#include "cardlib/codec/base32.h"
#include "cardlib/codec/base64url.h"
#include "tests/fuzz/require.h"

using servicecard::as_text;
using servicecard::BytesView;
using servicecard::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace base32 = servicecard::base32;
  namespace base64url = servicecard::base64url;
  const BytesView input(data, size);
  if (const auto octets = base32::decode(as_text(input))) {
    require(base32::encode(*octets) == as_text(input));
  }
  if (const auto octets = base64url::decode(as_text(input))) {
    require(base64url::encode(*octets) == as_text(input));
  }
  const auto from_base32 = base32::decode(base32::encode(input));
  require(from_base32 && as_text(*from_base32) == as_text(input));
  const auto from_base64url = base64url::decode(base64url::encode(input));
  require(from_base64url && as_text(*from_base64url) == as_text(input));
  return 0;
}
