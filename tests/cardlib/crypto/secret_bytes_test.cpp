#include "cardlib/crypto/secret_bytes.h"

#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

namespace servicecard {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);

TEST(SecretBytes, HoldsACopyOfItsOctets) {
  Bytes octets = {1, 2, 3};
  const SecretBytes secret = SecretBytes::copy_of(octets);
  octets[0] = 9;
  EXPECT_EQ(Bytes(secret.view().begin(), secret.view().end()), (Bytes{1, 2, 3}));
}

TEST(SecretBytes, IsEqualToTheSameOctets) {
  EXPECT_EQ(SecretBytes::copy_of(as_bytes("same")), SecretBytes::copy_of(as_bytes("same")));
  EXPECT_FALSE(SecretBytes::copy_of(as_bytes("same")) == SecretBytes::copy_of(as_bytes("sane")));
  EXPECT_FALSE(SecretBytes::copy_of(as_bytes("same")) == SecretBytes::copy_of(as_bytes("sam")));
}

TEST(SecretBytes, LeavesNothingWhereItIsMovedFrom) {
  SecretBytes from = SecretBytes::copy_of(as_bytes("secret"));
  SecretBytes to = std::move(from);
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  EXPECT_EQ(as_text(to.view()), "secret");
  SecretBytes other(4);
  other = std::move(to);
  EXPECT_TRUE(to.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(as_text(other.view()), "secret");
}

TEST(SecretBytes, IsZeroUntilItIsWritten) {
  SecretBytes secret(2);
  EXPECT_EQ(secret, SecretBytes::copy_of(Bytes{0, 0}));
  secret.writable()[1] = 7;
  EXPECT_EQ(secret, SecretBytes::copy_of(Bytes{0, 7}));
}

}  // namespace
}  // namespace servicecard
