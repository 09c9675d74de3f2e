#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>

#include "cardlib/codec/base64url.h"
#include "keys/data_key.h"
#include "keys/key_file.h"
#include "keys/key_ring.h"
#include "tests/keys/ring_fixture.h"
#include "tests/support/hex.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using test::content_of;
using test::passphrase;
using test::RingFolder;
using test::start;

FileFailure failure_of(const fs::path& folder) {
  const auto ring = KeyRing::open(folder);
  return ring ? FileFailure{} : ring.error();
}

fs::path card_file(const RingFolder& folder) {
  return folder.keys() / key_file_name(folder.open()->records()[0].key);
}

TEST(KeyFolder, HasTheFilesOfItsLayoutForItsOwnerAlone) {
  const RingFolder folder;
  std::vector<fs::path> wanted = {"ring.json", "trust-list.jwt", "data-key.json"};
  for (const KeyRecord& record : folder.open()->records()) {
    wanted.emplace_back(key_file_name(record.key));
  }
  EXPECT_EQ(test::count_files(folder.keys()), wanted.size());
  for (const fs::path& file : wanted) {
    SCOPED_TRACE(file);
    EXPECT_EQ(fs::status(folder.keys() / file).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
  }
}

TEST(KeyFolder, OpensWhereverItIsMoved) {
  const RingFolder folder;
  const fs::path elsewhere = folder.root().parent_path() / "elsewhere";
  fs::rename(folder.keys(), elsewhere);
  const auto ring = KeyRing::open(elsewhere);
  ASSERT_TRUE(ring);
  EXPECT_TRUE((*ring)->unlock(passphrase()).empty());
  for (const auto& entry : fs::directory_iterator(elsewhere)) {
    EXPECT_EQ(content_of(entry.path()).find(folder.root().parent_path().string()),
              std::string::npos);
  }
}

TEST(KeyFolder, IndexThatIsMissingExposedOrForeignIsNamed) {
  const RingFolder folder;
  const fs::path index = folder.keys() / "ring.json";
  ASSERT_EQ(::chmod(index.c_str(), 0620), 0);
  EXPECT_EQ(failure_of(folder.keys()), (FileFailure{index, FileError::exposed}));
  fs::remove(index);
  EXPECT_EQ(failure_of(folder.keys()), (FileFailure{index, FileError::missing}));
}

TEST(KeyFolder, IndexCutAtAnyOctetIsDamaged) {
  const RingFolder folder;
  const fs::path index = folder.keys() / "ring.json";
  const std::string text = content_of(index);
  for (std::size_t size = 0; size < text.size(); size += 5) {
    fs::resize_file(index, 0);
    replace_file(index, as_bytes(std::string_view(text).substr(0, size)));
    EXPECT_EQ(failure_of(folder.keys()), (FileFailure{index, FileError::damaged}));
  }
}

TEST(KeyFolder, TrustListCutAtAnyOctetIsNamed) {
  const RingFolder folder;
  const fs::path file = folder.keys() / "trust-list.jwt";
  const std::string jws = content_of(file);
  for (std::size_t size = 0; size < jws.size(); ++size) {
    replace_file(file, as_bytes(std::string_view(jws).substr(0, size)));
    const FileFailure failure = failure_of(folder.keys());
    EXPECT_EQ(failure.file, file);
    EXPECT_TRUE(failure.error == FileError::damaged || failure.error == FileError::untrusted);
  }
}

TEST(KeyFolder, TrustListOfAnotherRootIsUntrusted) {
  const RingFolder folder;
  const fs::path file = folder.keys() / "trust-list.jwt";
  SystemRandom random;
  RootKey stranger =
      init_root(folder.root().parent_path() / "other", passphrase(), start, random).value();
  const auto ring = folder.open();
  const auto jws = stranger.sign(ring->next_trust_list(start, days(300)));
  replace_file(file, as_bytes(*jws));
  EXPECT_EQ(failure_of(folder.keys()), (FileFailure{file, FileError::untrusted}));
  EXPECT_EQ(ring->refresh().error(), (FileFailure{file, FileError::untrusted}));
}

TEST(KeyFolder, TrustListOfAnotherIssuerIsUntrusted) {
  const RingFolder folder;
  const fs::path file = folder.keys() / "trust-list.jwt";
  TrustListContent content = folder.open()->next_trust_list(start, days(300));
  content.issuer = Issuer::parse("https://other.example.cn").value();
  fs::remove(folder.root() / "trust-list.jwt");
  RootKey root = folder.open_root();
  replace_file(file, as_bytes(*root.sign(content)));
  EXPECT_EQ(failure_of(folder.keys()), (FileFailure{file, FileError::untrusted}));
}

TEST(KeyFolder, TrustListThatConflictsWithTheIndexIsUntrusted) {
  const RingFolder folder;
  const fs::path file = folder.keys() / "trust-list.jwt";
  const auto ring = folder.open();
  RootKey root = folder.open_root();
  SystemRandom random;
  ASSERT_TRUE(ring->rotate(KeyPurpose::card, days(1000), passphrase(), start, random));
  TrustListContent content = ring->next_trust_list(start, days(300));
  content.keys.erase(content.keys.begin());  // the active card key
  content.keys.back().state = KeyState::active;
  replace_file(file, as_bytes(*root.sign(content)));
  EXPECT_EQ(failure_of(folder.keys()), (FileFailure{file, FileError::untrusted}));
}

TEST(KeyFolder, NamesEveryKeyThatStaysLocked) {
  const RingFolder folder;
  const auto ring = folder.open();
  const auto failures = ring->unlock(passphrase("another passphrase"));
  ASSERT_EQ(failures.size(), 4U);
  for (const FileFailure& failure : failures) {
    EXPECT_EQ(failure.error, FileError::wrong_passphrase);
  }
}

TEST(KeyFolder, UnlocksTheOtherKeysWhereOneIsOutOfOrder) {
  const struct {
    const char* name;
    FileError error;
    void (*spoil)(const fs::path& card, const fs::path& status);
  } rows[] = {
      {"missing", FileError::missing, [](const auto& card, const auto&) { fs::remove(card); }},
      {"readable by the group", FileError::exposed,
       [](const auto& card, const auto&) { ::chmod(card.c_str(), 0640); }},
      {"cut", FileError::damaged,
       [](const auto& card, const auto&) { fs::resize_file(card, fs::file_size(card) - 1); }},
      {"another key's file", FileError::wrong_kind,
       [](const auto& card, const auto& status) {
         fs::copy_file(status, card, fs::copy_options::overwrite_existing);
       }},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const RingFolder folder;
    const auto ring = folder.open();
    const fs::path card = card_file(folder);
    row.spoil(card, folder.keys() / key_file_name(ring->records()[1].key));
    EXPECT_EQ(ring->unlock(passphrase()), (std::vector{FileFailure{card, row.error}}));
    EXPECT_FALSE(ring->signer(KeyPurpose::card, start, start));
    EXPECT_TRUE(ring->signer(KeyPurpose::status, start, start));
    EXPECT_FALSE(ring->is_unlocked());
  }
}

// The private scalar in every writing that somebody may have chosen by mistake.
std::vector<std::string> writings_of(const Bytes& scalar) {
  std::string upper = servicecard::test::to_hex(scalar);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  return {std::string(as_text(scalar)), servicecard::test::to_hex(scalar), upper,
          base64url::encode(scalar).substr(0, 20)};
}

TEST(KeyFolder, HoldsNoPrivateKeyInTheClear) {
  const RingFolder folder;
  const std::string text = content_of(card_file(folder));
  const PrivateKey key = decrypt_private_key(as_bytes(text), passphrase()).value();
  BIGNUM* number = nullptr;
  ASSERT_EQ(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number), 1);
  Bytes scalar(32);
  BN_bn2binpad(number, scalar.data(), 32);
  BN_clear_free(number);
  for (const auto& entry : fs::recursive_directory_iterator(folder.root().parent_path())) {
    if (!entry.is_regular_file()) continue;
    const std::string content = content_of(entry.path());
    for (const std::string& writing : writings_of(scalar)) {
      EXPECT_EQ(content.find(writing), std::string::npos) << entry.path();
    }
    EXPECT_EQ(content.find(R"("d":)"), std::string::npos) << entry.path();
    EXPECT_EQ(content.find(as_text(passphrase().view())), std::string::npos) << entry.path();
  }
}

void rotate_often(const fs::path& folder, KeyPurpose purpose) {
  const auto ring = KeyRing::open(folder);
  SystemRandom random;
  for (int i = 0; i < 5; ++i) {
    const auto kid = (*ring)->rotate(purpose, days(1000), passphrase(), start, random);
    if (!kid || !(*ring)->activate(*kid, start)) throw std::runtime_error("refused");
  }
}

TEST(KeyFolder, TakesTheChangesOfTwoProcesses) {
  const RingFolder folder;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    rotate_often(folder.keys(), KeyPurpose::status);
    ::_exit(0);
  }
  rotate_often(folder.keys(), KeyPurpose::card);
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  const auto ring = folder.open();
  EXPECT_EQ(ring->records().size(), 14U);
  EXPECT_TRUE(ring->unlock(passphrase()).empty());
  for (const KeyRecord& record : ring->records()) {
    EXPECT_TRUE(fs::exists(folder.keys() / key_file_name(record.key)));
  }
}

TEST(Init, RefusesAFolderThatHasARing) {
  const RingFolder folder;
  SystemRandom random;
  const auto root = folder.open_root();
  const auto again =
      init_ring(folder.keys(), passphrase(), test::issuer(), root.public_key(), start, random);
  EXPECT_EQ(again.error(), (FileFailure{folder.keys() / "data-key.json", FileError::exists}));
  fs::remove(folder.keys() / "data-key.json");
  const auto once_more =
      init_ring(folder.keys(), passphrase(), test::issuer(), root.public_key(), start, random);
  EXPECT_EQ(once_more.error(), (FileFailure{folder.keys() / "ring.json", FileError::exists}));
}

TEST(Init, MakesAPassphraseFileOnce) {
  const test::TemporaryFolder folder;
  SystemRandom random;
  const auto made = init_passphrase(folder / "passphrase", random);
  ASSERT_TRUE(made);
  EXPECT_EQ(as_text(passphrase_from_file(folder / "passphrase")->view()), as_text(made->view()));
  EXPECT_EQ(init_passphrase(folder / "passphrase", random).error(),
            (FileFailure{folder / "passphrase", FileError::exists}));
}

TEST(Init, GivesTheDataKeyTheRingsPassphrase) {
  const RingFolder folder;
  EXPECT_TRUE(DataKey::load(folder.keys() / data_key_name, passphrase()));
}

}  // namespace
}  // namespace servicecard::keys
