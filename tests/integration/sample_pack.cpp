// Makes what a partner without a server has: sample_pack FOLDER writes root.jwk, pack, and tokens
// of a good card, a revoked one and one by a stranger, all as of now.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "cardlib/codec/json.h"
#include "tests/support/forge.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

void write(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

void write_sample(const std::filesystem::path& folder, Time now) {
  const test::TestTrust trust(now);
  test::TestPack pack(trust, now);
  CardClaims claims = test::sample_claims();
  claims.issued_at = start_of(day_of(now));
  claims.not_before = claims.issued_at;
  claims.expires = claims.issued_at + std::chrono::days(300);

  const test::TestSigner& key = trust.signer(KeyPurpose::card);
  write(folder / "wallet.txt", test::wallet_token(claims, key));
  write(folder / "printed.txt", test::printed_token(claims, key) + "\n");
  write(folder / "forged.txt", test::printed_token(claims, trust.signer(KeyPurpose::status)));
  claims.status.index += 1;
  pack.statuses.set(claims.status.index, Status::invalid);
  write(folder / "revoked.txt", test::wallet_token(claims, key));

  write(folder / "root.jwk", json::serialize(trust.root().public_key().to_jwk()));
  write(folder / "old.pack", pack.file());
  pack.content.sequence = 2;
  pack.trust_list.sequence = 2;
  write(folder / "new.pack", pack.file());
}

}  // namespace
}  // namespace servicecard

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: sample_pack FOLDER\n";
    return 2;
  }
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  servicecard::write_sample(argv[1], now);
  return 0;
}
