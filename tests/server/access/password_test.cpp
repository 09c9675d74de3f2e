#include "server/access/password.h"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace servicecard::access {
namespace {

constexpr PasswordCost least{.memory = 8192, .passes = 1};
constexpr const char* password = "a rather long pass phrase";

TEST(PasswordHasher, KnowsThePasswordOfAHashAndNoOther) {
  PasswordHasher hasher(least);
  const std::string hash = hasher.hash(password).value();
  EXPECT_EQ(hasher.check(password, hash), PasswordCheck::right);
  EXPECT_EQ(hasher.check("a rather long pass phrasf", hash), PasswordCheck::wrong);
  EXPECT_EQ(hasher.check("", hash), PasswordCheck::wrong);
}

TEST(PasswordHasher, SaltsEveryHash) {
  PasswordHasher hasher(least);
  EXPECT_NE(hasher.hash(password).value(), hasher.hash(password).value());
}

TEST(PasswordHasher, HashesWithArgon2idOf64MebibytesInTwoPasses) {
  PasswordHasher hasher;
  const std::string hash = hasher.hash(password).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_FALSE(hasher.is_outdated(hash));
}

TEST(PasswordHasher, ChecksInVainWhereThereIsNoHash) {
  PasswordHasher hasher(least);
  EXPECT_EQ(hasher.check(password, std::nullopt), PasswordCheck::wrong);
  EXPECT_EQ(hasher.check("", std::nullopt), PasswordCheck::wrong);
}

TEST(PasswordHasher, TakesWhatIsNoHashForNobodys) {
  PasswordHasher hasher(least);
  EXPECT_EQ(hasher.check(password, "$argon2id$nonsense"), PasswordCheck::wrong);
  EXPECT_EQ(hasher.check(password, ""), PasswordCheck::wrong);
}

TEST(PasswordHasher, TellsHashesOfAnotherCost) {
  PasswordHasher cheap(least);
  PasswordHasher dear({.memory = 16384, .passes = 2});
  const std::string hash = cheap.hash(password).value();
  EXPECT_FALSE(cheap.is_outdated(hash));
  EXPECT_TRUE(dear.is_outdated(hash));
  EXPECT_EQ(dear.check(password, hash), PasswordCheck::right);
}

TEST(PasswordHasher, TurnsAwayAtOnceWhomItHasNoRoomFor) {
  PasswordHasher hasher(least, {.at_once = 1, .waiting = 0, .patience = std::chrono::hours(1)});
  constexpr int checks = 200;
  std::atomic<int> answered = 0;
  std::vector<std::thread> flood;
  for (int i = 0; i < 8; ++i) {
    flood.emplace_back([&] {
      for (int k = 0; k < checks; ++k) {
        const PasswordCheck check = hasher.check(password, std::nullopt);
        if (check == PasswordCheck::wrong || check == PasswordCheck::busy) ++answered;
      }
    });
  }
  for (std::thread& thread : flood) thread.join();
  EXPECT_EQ(answered, 8 * checks);  // nobody waits for the hour
  EXPECT_EQ(hasher.check(password, std::nullopt), PasswordCheck::wrong);
}

}  // namespace
}  // namespace servicecard::access
