#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "cardlib/codec/cbor.h"
#include "tests/fuzz/require.h"

using servicecard::Bytes;
using servicecard::BytesView;
using servicecard::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace cbor = servicecard::cbor;
  const BytesView input(data, size);
  const auto general = cbor::decode(input, cbor::Strictness::well_formed);
  const auto strict = cbor::decode(input, cbor::Strictness::deterministic);
  if (!general) {
    require(!strict && strict.error() == general.error());
    return 0;
  }
  const Bytes canonical = cbor::encode(*general);
  require(strict.has_value() == std::ranges::equal(canonical, input));
  const auto again = cbor::decode(canonical, cbor::Strictness::deterministic);
  require(again && cbor::encode(*again) == canonical);
  return 0;
}
