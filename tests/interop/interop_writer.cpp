// Writes cards for independent libraries to read: interop_writer COUNT. One JSON object a line, all
// signed by keys that live for one run:
//   {"keys": {"card", "status"}}                                    public JWKs
//   {"card": {"claims", "wallet", "printed", "printed_status", "wallet_value", "printed_value",
//             "holder"?}}                                           COUNT of them
//   {"status_list": {"uri", "jwt", "cwt"}}                          cwt in base64url
// Every third wallet token is bound to a key, whose private JWK is "holder".
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include "cardlib/codec/base64url.h"
#include "cardlib/credential/printed_token.h"
#include "cardlib/credential/sc1_text.h"
#include "cardlib/credential/status_list_token.h"
#include "cardlib/credential/wallet_token.h"
#include "tests/interop/card_json.h"
#include "tests/interop/random_cards.h"
#include "tests/support/test_signer.h"

namespace servicecard::test {
namespace {

constexpr std::uint64_t seed = 20'261'123;

void write_line(const json::object& line) { std::cout << json::serialize(line) << '\n'; }

json::value value_of(const RandomCards& cards, const StatusReference& status) {
  return cards.lists().at(status.uri).at(status.index).value();
}

json::object card_json(RandomCards& cards, const Signer& signer, bool bound) {
  CardClaims claims = cards.next();
  json::object out = {{"claims", claims_json(claims)},
                      {"wallet_value", value_of(cards, claims.status)}};
  std::optional<VerificationKey> holder;
  if (bound) {
    const TestSigner key;
    holder = key.public_key();
    out["holder"] = key.private_jwk();
  }
  out["wallet"] =
      UnsignedWalletToken::make(claims, signer.public_key(), holder, cards.random()).sign(signer);
  claims.status = cards.next_status();
  out["printed"] =
      sc1::encode(UnsignedPrintedToken::make(claims, signer.public_key()).value().sign(signer));
  out["printed_status"] = claims_json(claims).at("status");
  out["printed_value"] = value_of(cards, claims.status);
  return out;
}

void write_cards(int count) {
  const TestSigner card_key;
  const TestSigner status_key;
  write_line(
      {{"keys",
        {{"card", card_key.public_key().to_jwk()}, {"status", status_key.public_key().to_jwk()}}}});
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  RandomCards cards(seed, now);
  for (int i = 0; i < count; ++i) write_line({{"card", card_json(cards, card_key, i % 3 == 0)}});
  for (const auto& [uri, list] : cards.lists()) {
    const PackedStatusList packed = list.pack(zlib::Effort::fast);
    write_line(
        {{"status_list",
          {{"uri", uri},
           {"jwt", make_status_list_jwt(uri, packed, now, status_key)},
           {"cwt", base64url::encode(make_status_list_cwt(uri, packed, now, status_key))}}}});
  }
}

}  // namespace
}  // namespace servicecard::test

int main(int argc, char** argv) {
  const int count = argc == 2 ? std::atoi(argv[1]) : 0;
  if (count <= 0) {
    std::cerr << "usage: interop_writer COUNT\n";
    return 2;
  }
  servicecard::test::write_cards(count);
  return 0;
}
