#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>

#include "cardlib/credential/cwt.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "tests/fuzz/require.h"

using servicecard::as_text;
using servicecard::Bytes;
using servicecard::BytesView;
using servicecard::PrintedToken;
using servicecard::UnsignedPrintedToken;
using servicecard::cbor::Strictness;
using servicecard::fuzz::require;
namespace cbor = servicecard::cbor;
namespace cose = servicecard::cose;
namespace cwt = servicecard::cwt;
namespace sc1 = servicecard::sc1;

namespace {

void read_token(BytesView input) {
  const auto printed = PrintedToken::parse(input);
  const auto general = cwt::parse(input, Strictness::well_formed);
  if (!printed) return;
  // The profile is part of the general layer and admits one encoding.
  require(general && general->token_hash() == printed->token_hash());
  require(cwt::read_claims(general->payload(), Strictness::well_formed).has_value());
  const auto item = cbor::decode(input, Strictness::deterministic);
  require(item && std::ranges::equal(cbor::encode(*item), input));
  // What was signed is its own record.
  const auto again = UnsignedPrintedToken::from_record(general->to_be_signed());
  require(again && again->token_hash() == printed->token_hash());
}

void read_text(std::string text) {
  const auto token = sc1::decode(text);
  if (!token) return;
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  require(sc1::encode(*token) == text);
  read_token(*token);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  read_token(input);
  read_text(std::string(as_text(input)));
  (void)cwt::read_claims(input, Strictness::well_formed);
  (void)cose::ToBeSigned::from_record(input);
  return 0;
}
