#include <cstddef>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/cose_sign1.h"
#include "cardlib/credential/cwt.h"
#include "tests/support/hex.h"
#include "tests/support/vectors.h"

namespace servicecard {
namespace {

using cbor::Strictness;
using test::from_hex;

Bytes coordinate(const json::object& key, const std::string& name) {
  if (key.contains(name + "_hex")) return from_hex(key.at(name + "_hex").as_string());
  return base64url::decode(std::string_view(key.at(name).as_string())).value();
}

/// Why a vector says nothing about COSE_Sign1 with ES256; nothing where it does.
std::optional<std::string> why_not(const json::object& input) {
  if (!input.contains("sign0")) return "no COSE_Sign1";
  const json::object& sign0 = input.at("sign0").as_object();
  if (sign0.at("key").at("crv") != "P-256") return "another curve than P-256";
  if (sign0.at("alg") != "ES256") return "another algorithm than ES256";
  return std::nullopt;
}

std::expected<void, cose::Error> outcome(const json::object& vector) {
  const json::object& sign0 = vector.at("input").at("sign0").as_object();
  const json::object& key_parts = sign0.at("key").as_object();
  const auto key =
      VerificationKey::from_coordinates(coordinate(key_parts, "x"), coordinate(key_parts, "y"));
  const Bytes external =
      sign0.contains("external") ? from_hex(sign0.at("external").as_string()) : Bytes{};
  const Bytes token = from_hex(vector.at("output").at("cbor").as_string());
  const auto parsed = cose::Sign1::parse(token, Strictness::well_formed);
  if (!parsed) return std::unexpected(parsed.error());
  const auto verified = parsed->verify(key.value(), external);
  const bool passes = !vector.contains("fail");
  if (passes) {
    const auto signed_octets = vector.at("intermediates").at("ToBeSign_hex").as_string();
    EXPECT_EQ(parsed->to_be_signed(external), from_hex(signed_octets));
  }
  return verified;
}

// The exact refusal that each failing vector must get.
const std::map<std::string, cose::Error> refusals = {
    {"sign-fail-01.json", cose::Error::wrong_tag},
    {"sign-fail-02.json", cose::Error::bad_signature},
    {"sign-fail-03.json", cose::Error::unsupported},
    {"sign-fail-04.json", cose::Error::unsupported},
    {"sign-fail-06.json", cose::Error::bad_signature},
    {"sign-fail-07.json", cose::Error::bad_signature},
};

struct Counts {
  std::size_t passed = 0;
  std::size_t refused = 0;
  std::size_t left_out = 0;
};

Counts run(const std::string& folder) {
  Counts counts;
  const auto path = test::vectors_folder() / "cose" / folder;
  for (const auto& file : std::filesystem::directory_iterator(path)) {
    const std::string name = file.path().filename().string();
    SCOPED_TRACE(name);
    const json::value vector = test::read_json_vector("cose/" + folder + "/" + name);
    if (const auto reason = why_not(vector.at("input").as_object())) {
      std::cout << "does not apply: " << folder << '/' << name << " (" << *reason << ")\n";
      ++counts.left_out;
      continue;
    }
    const auto result = outcome(vector.as_object());
    if (const auto refusal = refusals.find(name); refusal != refusals.end()) {
      EXPECT_EQ(result.error(), refusal->second);
      ++counts.refused;
    } else {
      EXPECT_TRUE(result);
      ++counts.passed;
    }
  }
  std::cout << folder << ": " << counts.passed << " verified, " << counts.refused << " refused, "
            << counts.left_out << " do not apply\n";
  return counts;
}

TEST(CoseVectors, Sign1TestsHaveTheirOutcomes) {
  SERVICECARD_NEEDS_VECTORS();
  const Counts counts = run("sign1-tests");
  EXPECT_EQ(counts.passed, 3U);
  EXPECT_EQ(counts.refused, 6U);
  EXPECT_EQ(counts.left_out, 0U);
}

TEST(CoseVectors, EcdsaExamplesHaveTheirOutcomes) {
  SERVICECARD_NEEDS_VECTORS();
  const Counts counts = run("ecdsa-examples");
  EXPECT_EQ(counts.passed, 1U);
  EXPECT_EQ(counts.left_out, 7U);
}

TEST(CoseVectors, CwtExamplesHaveTheirOutcomes) {
  SERVICECARD_NEEDS_VECTORS();
  const Counts counts = run("CWT");
  EXPECT_EQ(counts.passed, 1U);
  EXPECT_EQ(counts.left_out, 4U);
}

// Not ES256, so the signature says nothing here; but no reader may take them for something else.
TEST(CoseVectors, WhatDoesNotApplyIsRefusedByItsKind) {
  SERVICECARD_NEEDS_VECTORS();
  const std::map<std::string, cose::Error> rows = {
      {"ecdsa-examples/ecdsa-01.json", cose::Error::wrong_tag},        // COSE_Sign
      {"ecdsa-examples/ecdsa-sig-02.json", cose::Error::unsupported},  // ES384
      {"ecdsa-examples/ecdsa-sig-03.json", cose::Error::unsupported},  // ES512
      {"ecdsa-examples/ecdsa-sig-04.json", cose::Error::unsupported},  // ES512 with P-256
      {"CWT/A_4.json", cose::Error::wrong_tag},                        // COSE_Mac0
      {"CWT/A_5.json", cose::Error::wrong_tag},                        // COSE_Encrypt0
      {"CWT/A_6.json", cose::Error::wrong_tag},                        // signed, then encrypted
      {"CWT/A_7.json", cose::Error::wrong_tag},                        // COSE_Mac0
  };
  const json::value any = test::read_json_vector("cose/CWT/A_3.json");
  const json::object& key_parts = any.at("input").at("sign0").at("key").as_object();
  const auto key =
      VerificationKey::from_coordinates(coordinate(key_parts, "x"), coordinate(key_parts, "y"));
  for (const auto& [name, error] : rows) {
    SCOPED_TRACE(name);
    const json::value vector = test::read_json_vector("cose/" + name);
    const Bytes token = from_hex(vector.at("output").at("cbor").as_string());
    const auto parsed = cwt::parse(token, Strictness::well_formed);
    const auto verified = parsed ? parsed->verify(key.value()) : std::unexpected(parsed.error());
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error(), error);
  }
}

}  // namespace
}  // namespace servicecard
