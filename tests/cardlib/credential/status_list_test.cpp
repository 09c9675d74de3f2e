#include "cardlib/credential/status_list.h"

#include <chrono>
#include <cstdint>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/cbor.h"
#include "cardlib/codec/json.h"
#include "tests/support/hex.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

using test::from_hex;
using zlib::Effort;

StatusList list_of(std::uint64_t bits, BytesView octets) {
  return StatusList::unpack({.bits = bits, .lst = zlib::compress(octets, Effort::fast)}).value();
}

std::vector<int> values_of(const StatusList& list) {
  std::vector<int> values;
  for (std::size_t i = 0; i < list.entries(); ++i) values.push_back(*list.at(i));
  return values;
}

StatusList from_base64url(std::uint64_t bits, std::string_view lst) {
  return StatusList::unpack({.bits = bits, .lst = base64url::decode(lst).value()}).value();
}

TEST(StatusList, ReadsTheExampleOfOneBit) {
  EXPECT_EQ(values_of(from_base64url(1, "eNrbuRgAAhcBXQ")),
            (std::vector{1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1}));
}

TEST(StatusList, ReadsTheExampleOfTwoBits) {
  EXPECT_EQ(values_of(from_base64url(2, "eNo76fITAAPfAgc")),
            (std::vector{1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3}));
}

TEST(StatusList, ReadsEveryWidthFromTheLeastSignificantBit) {
  const Bytes octets = {0x1B, 0xE4};
  EXPECT_EQ(values_of(list_of(1, octets)),
            (std::vector{1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1}));
  EXPECT_EQ(values_of(list_of(2, octets)), (std::vector{3, 2, 1, 0, 0, 1, 2, 3}));
  EXPECT_EQ(values_of(list_of(4, octets)), (std::vector{0xB, 0x1, 0x4, 0xE}));
  EXPECT_EQ(values_of(list_of(8, octets)), (std::vector{0x1B, 0xE4}));
}

TEST(StatusList, HasNoEntryBehindItsEnd) {
  for (const std::uint64_t bits : {1U, 2U, 4U, 8U}) {
    SCOPED_TRACE(bits);
    const StatusList list = list_of(bits, Bytes(3));
    EXPECT_EQ(list.entries(), 24 / bits);
    EXPECT_EQ(list.at(list.entries() - 1), 0);
    EXPECT_EQ(list.at(list.entries()), std::nullopt);
    EXPECT_EQ(list.at(UINT64_MAX), std::nullopt);
  }
  EXPECT_EQ(list_of(2, {}).at(0), std::nullopt);
}

TEST(StatusList, SetsTwoBitsAndLeavesTheOthers) {
  StatusList list = StatusList::all_valid(9);
  EXPECT_EQ(list.entries(), 12U);
  EXPECT_EQ(list.bits(), 2U);
  list.set(1, Status::suspended);
  list.set(2, Status::invalid);
  list.set(8, Status::invalid);
  EXPECT_EQ(values_of(list), (std::vector{0, 2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0}));
  list.set(1, Status::invalid);
  list.set(2, Status::valid);
  EXPECT_EQ(values_of(list), (std::vector{0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}));
}

TEST(StatusList, SetsNothingThatIsNotThere) {
  StatusList ours = StatusList::all_valid(4);
  EXPECT_THROW(ours.set(4, Status::invalid), std::out_of_range);
  StatusList foreign = list_of(4, Bytes(4));
  EXPECT_THROW(foreign.set(0, Status::invalid), std::out_of_range);
  EXPECT_THROW(static_cast<void>(StatusList::all_valid(StatusList::max_octets * 4 + 1)),
               std::length_error);
}

TEST(StatusList, IsUnpackedAsItWasPacked) {
  StatusList list = StatusList::all_valid(std::size_t{1} << 17);
  for (std::uint64_t i = 0; i < list.entries(); i += 97) list.set(i, Status::invalid);
  const PackedStatusList fast = list.pack(Effort::fast);
  const PackedStatusList best = list.pack(Effort::best);
  EXPECT_EQ(StatusList::unpack(fast), list);
  EXPECT_EQ(StatusList::unpack(best), list);
  EXPECT_LE(best.lst.size(), fast.lst.size());
}

TEST(StatusList, RefusesOtherWidths) {
  const Bytes lst = zlib::compress(Bytes(4), Effort::fast);
  for (const std::uint64_t bits : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{5},
                                   std::uint64_t{16}, std::uint64_t{1} << 32 | 2, UINT64_MAX}) {
    SCOPED_TRACE(bits);
    EXPECT_EQ(StatusList::unpack({.bits = bits, .lst = lst}).error(), StatusListError::bad_bits);
  }
}

TEST(StatusList, RefusesWhatIsNotOneZlibStream) {
  const Bytes lst = zlib::compress(Bytes(100), Effort::fast);
  const Bytes cut(lst.begin(), lst.end() - 1);
  Bytes tail = lst;
  tail.push_back(0);
  for (const Bytes& bad : {Bytes{}, cut, tail}) {
    EXPECT_EQ(StatusList::unpack({.bits = 2, .lst = bad}).error(), StatusListError::bad_zlib);
  }
}

TEST(StatusList, RefusesMoreThanItsLimit) {
  const Bytes most = zlib::compress(Bytes(StatusList::max_octets), Effort::fast);
  EXPECT_TRUE(StatusList::unpack({.bits = 8, .lst = most}));
  const Bytes more = zlib::compress(Bytes(StatusList::max_octets + 1), Effort::fast);
  EXPECT_EQ(StatusList::unpack({.bits = 8, .lst = more}).error(), StatusListError::too_large);
}

// ---- the encodings of the draft, whose files hold text for people: prose, wraps, line ends
// --------

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(" \r\n\t").find(c) == std::string_view::npos) out += c;
  }
  return out;
}

std::string after_heading(const std::string& text) {
  constexpr std::string_view heading = "encoded:";
  const std::size_t at = text.find(heading);
  return at == std::string::npos ? text : text.substr(at + heading.size());
}

PackedStatusList from_json_file(const std::string& name) {
  const std::string text = without_spaces(after_heading(test::read_vector("status-list/" + name)));
  const json::object list = json::parse_object(text).value();
  return {.bits = static_cast<std::uint64_t>(json::int_member(list, "bits").value()),
          .lst = base64url::decode(json::text_member(list, "lst").value()).value()};
}

PackedStatusList from_cbor_file(const std::string& name) {
  const std::string text = without_spaces(after_heading(test::read_vector("status-list/" + name)));
  const cbor::Value list = cbor::decode(from_hex(text), cbor::Strictness::well_formed).value();
  return {.bits = *list.find("bits")->as_unsigned(), .lst = *list.find("lst")->as_bytes()};
}

// The first column of a hex dump with comments.
std::string from_diagnostic(const std::string& name) {
  std::istringstream lines(test::read_vector("status-list/" + name));
  std::string hex;
  for (std::string line; std::getline(lines, line);) {
    hex += without_spaces(line.substr(0, line.find('#')));
  }
  return hex;
}

TEST(StatusListVectors, ReadTheSameFromJsonAndCbor) {
  SERVICECARD_NEEDS_VECTORS();
  struct Row {
    std::string stem;
    std::uint64_t bits;
    std::size_t entries;
  };
  const std::vector<Row> rows = {
      {"encoding", 1, 16},
      {"encoding2", 2, 12},
      {"encoding1_long", 1, 1 << 20},
      {"encoding2_long", 2, 1 << 20},
      {"encoding4", 4, 1 << 20},
      {"encoding8", 8, 1 << 20},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.stem);
    const PackedStatusList json = from_json_file("status_list_" + row.stem + "_json.md");
    const PackedStatusList cbor = from_cbor_file("status_list_" + row.stem + "_cbor.md");
    EXPECT_EQ(json, cbor);
    EXPECT_EQ(json.bits, row.bits);
    const auto list = StatusList::unpack(json);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->entries(), row.entries);
  }
  std::cout << "status list encodings: " << rows.size() << " in JSON and CBOR\n";
}

TEST(StatusListVectors, HoldTheValuesThatTheDraftNames) {
  SERVICECARD_NEEDS_VECTORS();
  // Appendix "Test vectors": everything that is not named is 0.
  const std::map<std::uint64_t, int> one = {{0, 1},      {1993, 1},   {25460, 1},  {159495, 1},
                                            {495669, 1}, {554353, 1}, {645645, 1}, {723232, 1},
                                            {854545, 1}, {934534, 1}, {1000345, 1}};
  const std::map<std::uint64_t, int> two = {{0, 1},      {1993, 2},   {25460, 1},  {159495, 3},
                                            {495669, 1}, {554353, 1}, {645645, 2}, {723232, 1},
                                            {854545, 1}, {934534, 2}, {1000345, 3}};
  const std::map<std::uint64_t, int> four = {
      {0, 1},        {1993, 2},     {35460, 3},    {459495, 4},   {595669, 5},
      {754353, 6},   {845645, 7},   {923232, 8},   {924445, 9},   {934534, 10},
      {1004534, 11}, {1000345, 12}, {1030203, 13}, {1030204, 14}, {1030205, 15}};
  for (const auto& [stem, values] :
       {std::pair{"encoding1_long", one}, std::pair{"encoding2_long", two},
        std::pair{"encoding4", four}}) {
    SCOPED_TRACE(stem);
    const auto list =
        StatusList::unpack(from_json_file(std::string("status_list_") + stem + "_json.md"));
    ASSERT_TRUE(list);
    std::map<std::uint64_t, int> found;
    for (std::uint64_t i = 0; i < list->entries(); ++i) {
      if (const int value = *list->at(i); value != 0) found.emplace(i, value);
    }
    EXPECT_EQ(found, values);
  }
}

TEST(StatusListVectors, DumpsHoldWhatTheFilesHold) {
  SERVICECARD_NEEDS_VECTORS();
  for (const std::string stem : {"status_list_encoding_cbor", "status_list_encoding2_cbor"}) {
    SCOPED_TRACE(stem);
    const std::string file = after_heading(test::read_vector("status-list/" + stem + ".md"));
    EXPECT_EQ(from_diagnostic(stem + "_diag.md"), without_spaces(file));
  }
}

}  // namespace
}  // namespace servicecard
