#include <cmath>
#include <iostream>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/codec/cbor.h"
#include "tests/support/hex.h"
#include "tests/support/vectors.h"

namespace servicecard::cbor {
namespace {

/// Whether the value is what the vector's JSON says, as far as JSON can say it.
bool agrees(const Value& value, const boost::json::value& json) {
  if (const auto* const text = value.as_text()) return json == boost::json::value(*text);
  if (const auto* const truth = std::get_if<bool>(&value.item()))
    return json == boost::json::value(*truth);
  if (std::holds_alternative<std::nullptr_t>(value.item())) return json.is_null();
  if (const auto number = value.as_int64()) return json == boost::json::value(*number);
  if (const auto* const number = std::get_if<double>(&value.item())) {
    // The vectors are read by Boost.JSON, whose doubles may be off by a unit in the last place.
    const double difference = std::abs(json.to_number<double>() - *number);
    return difference <= std::abs(*number) * std::numeric_limits<double>::epsilon();
  }
  if (const Array* const items = value.as_array()) {
    if (!json.is_array() || json.get_array().size() != items->size()) return false;
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (!agrees((*items)[i], json.get_array()[i])) return false;
    }
    return true;
  }
  const Map* const pairs = value.as_map();
  if (pairs == nullptr || !json.is_object()) return false;
  for (const auto& [key, held] : *pairs) {
    const auto* const member = json.get_object().if_contains(*key.as_text());
    if (member == nullptr || !agrees(held, *member)) return false;
  }
  return pairs->size() == json.get_object().size();
}

bool json_can_say_it(const boost::json::object& row) {
  if (!row.contains("decoded")) return false;
  const std::string_view hex = row.at("hex").as_string();
  // Bignums, and integers that JSON readers round, are compared by their encoding alone; so are
  // maps whose keys are numbers.
  return !hex.starts_with('c') && !hex.starts_with("1bff") && !hex.starts_with("3bff") &&
         hex != "a201020304";
}

TEST(CborConformance, AppendixA) {
  SERVICECARD_NEEDS_VECTORS();
  int deterministic = 0;
  int general = 0;
  int refused = 0;
  int compared = 0;
  const auto file = test::read_json_vector("cbor/appendix_a.json");
  for (const auto& each : file.as_array()) {
    const boost::json::object& row = each.as_object();
    const std::string_view hex = row.at("hex").as_string();
    SCOPED_TRACE(hex);
    const Bytes input = test::from_hex(hex);
    const auto value = decode(input, Strictness::well_formed);
    const auto strict = decode(input, Strictness::deterministic);
    if (hex == "f818") {  // simple(24): well-formed in RFC 7049, no longer in RFC 8949 §3.3
      ++refused;
      EXPECT_EQ(value.error(), Error::malformed);
      EXPECT_EQ(strict.error(), Error::malformed);
      continue;
    }
    ASSERT_TRUE(value);
    const bool round_trip = row.at("roundtrip").as_bool();
    EXPECT_EQ(encode(*value) == input, round_trip);
    EXPECT_EQ(strict.has_value(), round_trip);
    if (!strict) {
      EXPECT_EQ(strict.error(), Error::non_deterministic);
    }
    ++(round_trip ? deterministic : general);
    if (json_can_say_it(row)) {
      ++compared;
      EXPECT_TRUE(agrees(*value, row.at("decoded")));
    }
  }
  EXPECT_EQ(deterministic + general + refused, 82);
  EXPECT_EQ(refused, 1);
  std::cout << "conformance cbor/appendix_a: 82 cases, " << deterministic << " deterministic, "
            << general << " on the general level alone, " << refused
            << " refused (simple value below 32 in two octets), " << compared
            << " compared by value\n";
}

}  // namespace
}  // namespace servicecard::cbor
