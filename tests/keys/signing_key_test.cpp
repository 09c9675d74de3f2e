#include "keys/signing_key.h"

#include <atomic>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/crypto/digest.h"
#include "tests/keys/support.h"

namespace servicecard::keys {
namespace {

using test::passphrase;
using test::TemporaryFolder;

TEST(SigningKey, SignsWhatItsPublicHalfVerifies) {
  const auto key = SigningKey::generate();
  const Signature signature = key->sign(as_bytes("a message"));
  EXPECT_TRUE(key->public_key().verify(as_bytes("a message"), signature));
  EXPECT_FALSE(key->public_key().verify(as_bytes("another"), signature));
  EXPECT_FALSE(SigningKey::generate()->public_key().verify(as_bytes("a message"), signature));
}

// r and s below 2^248 occur once in 128 signatures: their length stays 32 octets each.
TEST(SigningKey, PadsShortValues) {
  const auto key = SigningKey::generate();
  bool short_seen = false;
  for (int i = 0; i < 5000 && !short_seen; ++i) {
    const Signature signature = key->sign(as_bytes("a message"));
    short_seen = signature[0] == 0 || signature[32] == 0;
    ASSERT_TRUE(!short_seen || key->public_key().verify(as_bytes("a message"), signature));
  }
  EXPECT_TRUE(short_seen);
}

// The thumbprint written out by hand: the required members alone, sorted, without white space.
TEST(SigningKey, HasTheThumbprintOfRfc7638AsItsKid) {
  const VerificationKey key = SigningKey::generate()->public_key();
  const json::object jwk = key.to_jwk();
  const std::string canonical = R"({"crv":"P-256","kty":"EC","x":")" +
                                std::string(*json::text_member(jwk, "x")) + R"(","y":")" +
                                std::string(*json::text_member(jwk, "y")) + R"("})";
  const Sha256 thumbprint = sha256(canonical);
  EXPECT_EQ(key.kid(), base64url::encode(thumbprint));
  EXPECT_TRUE(std::ranges::equal(key.short_kid(), BytesView(thumbprint).first(8)));
}

TEST(SigningKey, IsSavedOnceAndLoadedAgain) {
  const TemporaryFolder folder;
  SystemRandom random;
  const auto key = SigningKey::generate();
  ASSERT_TRUE(key->save(folder / "card.pem", passphrase(), random));
  const auto loaded = SigningKey::load(folder / "card.pem", passphrase());
  ASSERT_TRUE(loaded);
  EXPECT_EQ((*loaded)->public_key(), key->public_key());
  EXPECT_TRUE(key->public_key().verify(as_bytes("m"), (*loaded)->sign(as_bytes("m"))));
  const auto another = SigningKey::generate()->save(folder / "card.pem", passphrase(), random);
  EXPECT_EQ(another.error(), FileError::exists);
  EXPECT_EQ((*SigningKey::load(folder / "card.pem", passphrase()))->public_key(),
            key->public_key());
}

TEST(SigningKey, IsNotLoadedFromAFileThatOthersCanRead) {
  const TemporaryFolder folder;
  SystemRandom random;
  ASSERT_TRUE(SigningKey::generate()->save(folder / "card.pem", passphrase(), random));
  ASSERT_EQ(::chmod((folder / "card.pem").c_str(), 0640), 0);
  EXPECT_EQ(SigningKey::load(folder / "card.pem", passphrase()).error(), FileError::exposed);
  EXPECT_EQ(SigningKey::load(folder / "none.pem", passphrase()).error(), FileError::missing);
}

TEST(SigningKey, SignsFromSeveralThreads) {
  const auto key = SigningKey::generate();
  std::atomic<int> good = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 100; ++n) {
        const std::string message = std::to_string(i) + "." + std::to_string(n);
        if (key->public_key().verify(as_bytes(message), key->sign(as_bytes(message)))) ++good;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(good, 400);
}

}  // namespace
}  // namespace servicecard::keys
