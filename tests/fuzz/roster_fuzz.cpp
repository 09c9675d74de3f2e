#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "server/desk/roster.h"
#include "tests/fuzz/require.h"

// Any octets: a roster or a refusal. A row is wrong, or it says which enterprise it is about.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const auto roster = servicecard::desk::parse_roster(octets);
  if (!roster) return 0;
  std::visit(
      [](const auto& rows) {
        for (const auto& row : rows) {
          servicecard::fuzz::require(!row.mistakes.empty() || row.uscc.has_value());
        }
      },
      roster->rows);
  return 0;
}
