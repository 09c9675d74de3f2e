#include <cstddef>
#include <cstdint>

#include "cardlib/codec/bytes.h"
#include "cardlib/codec/json.h"
#include "tests/fuzz/require.h"

using servicecard::as_text;
using servicecard::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace json = servicecard::json;
  const std::string_view text = as_text({data, size});
  const auto read = json::parse(text);
  if (!read) return 0;
  // Boost.JSON itself reads whatever the profile accepts.
  boost::json::error_code failure;
  (void)boost::json::parse(text, failure);
  require(!failure);
  const auto again = json::parse(json::serialize(*read));
  require(again && *again == *read);
  return 0;
}
