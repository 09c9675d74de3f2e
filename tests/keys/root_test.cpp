#include "keys/root.h"

#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/keys/ring_fixture.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::seconds;
using test::content_of;
using test::passphrase;
using test::RingFolder;
using test::start;

constexpr Time now = start + days(10);

struct Fixture {
  RingFolder folder;
  std::unique_ptr<KeyRing> ring = folder.open();
  RootKey root = folder.open_root();
  TrustListContent next = ring->next_trust_list(now, days(300));

  std::optional<RootRefusal> refusal() {
    const auto jws = root.sign(next);
    return jws ? std::nullopt : std::optional(jws.error());
  }
};

TEST(RootKey, SignsATrustListThatItsPublicKeyVerifies) {
  Fixture f;
  const auto jws = f.root.sign(f.next);
  ASSERT_TRUE(jws);
  const auto list = TrustList::read(*jws, f.root.public_key());
  ASSERT_TRUE(list);
  EXPECT_EQ(list->sequence(), 2U);
  EXPECT_EQ(content_of(f.folder.root() / "trust-list.jwt"), *jws);
}

TEST(RootKey, SignsNoSequenceTwice) {
  Fixture f;
  f.next.sequence = 1;
  EXPECT_EQ(f.refusal(), RootRefusal::not_newer);
  f.next.sequence = 2;
  EXPECT_EQ(f.refusal(), std::nullopt);
  EXPECT_EQ(f.refusal(), RootRefusal::not_newer);
  EXPECT_EQ(f.root.next_sequence(), 3U);
  EXPECT_EQ(f.folder.open_root().next_sequence(), 3U) << "remembered in its folder";
}

TEST(RootKey, OpenedTwiceSignsNoSequenceTwice) {
  Fixture f;
  RootKey other = f.folder.open_root();
  ASSERT_TRUE(other.sign(f.next));
  EXPECT_EQ(f.refusal(), RootRefusal::not_newer);
}

TEST(RootKey, RefusesAListIssuedBeforeTheLast) {
  Fixture f;
  f.next.issued_at = start - seconds(1);
  EXPECT_EQ(f.refusal(), RootRefusal::clock_set_back);
  f.next.issued_at = start;
  EXPECT_EQ(f.refusal(), std::nullopt);
}

TEST(RootKey, RefusesAListOfAnotherIssuer) {
  Fixture f;
  f.next.issuer = Issuer::parse("https://other.example.cn").value();
  EXPECT_EQ(f.refusal(), RootRefusal::another_issuer);
}

TEST(RootKey, RefusesAListThatOutlivesIt) {
  Fixture f;
  f.next.expires = f.root.expires() + seconds(1);
  EXPECT_EQ(f.refusal(), RootRefusal::outlives_root);
  f.next.expires = f.root.expires();
  EXPECT_EQ(f.refusal(), std::nullopt);
}

TEST(RootKey, RefusesAListThatNobodyWouldRead) {
  Fixture f;
  f.next.keys.push_back(f.next.keys[0]);
  EXPECT_EQ(f.refusal(), RootRefusal::bad_list);
  EXPECT_EQ(f.root.next_sequence(), 2U);
}

TEST(RootKey, NearItsEndSignsListsThatEndWithIt) {
  Fixture f;
  const Time late = f.root.expires() - days(10);
  ASSERT_TRUE(renew_trust_list(*f.ring, f.root, late));
  EXPECT_EQ(f.ring->trust_list()->expires(), f.root.expires());
  const auto too_late = renew_trust_list(*f.ring, f.root, f.root.expires());
  ASSERT_FALSE(too_late);
  EXPECT_EQ(too_late.error().root, RootRefusal::outlives_root);
}

TEST(RootKey, IsMadeOnceInAFolder) {
  const RingFolder folder;
  SystemRandom random;
  const std::string before = content_of(folder.root() / "root.pem");
  EXPECT_EQ(init_root(folder.root(), passphrase(), now, random).error(),
            (FileFailure{folder.root() / "root.pem", FileError::exists}));
  EXPECT_EQ(content_of(folder.root() / "root.pem"), before);
}

TEST(RootKey, ShowsItsPublicHalfWhereVerifiersCanReadIt) {
  const RingFolder folder;
  const auto jwk = json::parse_object(content_of(folder.root() / "root.jwk.json"));
  ASSERT_TRUE(jwk);
  EXPECT_EQ(VerificationKey::from_jwk(*jwk), folder.open()->root());
  EXPECT_FALSE(jwk->contains("d"));
}

TEST(RootKey, DoesNotOpenWithTheWrongPassphrase) {
  const RingFolder folder;
  EXPECT_EQ(RootKey::open(folder.root(), passphrase("another passphrase")).error(),
            (FileFailure{folder.root() / "root.pem", FileError::wrong_passphrase}));
}

TEST(RootKey, NamesTheFileThatIsOutOfOrder) {
  const struct {
    const char* name;
    const char* file;
    FileError error;
    void (*spoil)(const fs::path& file);
  } rows[] = {
      {"no private key", "root.pem", FileError::missing, [](const fs::path& f) { fs::remove(f); }},
      {"an exposed private key", "root.pem", FileError::exposed,
       [](const fs::path& f) { ::chmod(f.c_str(), 0644); }},
      {"no public key", "root.jwk.json", FileError::missing,
       [](const fs::path& f) { fs::remove(f); }},
      {"another's private key", "root.pem", FileError::wrong_kind,
       [](const fs::path& f) {
         SystemRandom random;
         fs::remove(f);
         (void)SigningKey::generate()->save(f, passphrase(), random);
       }},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const RingFolder folder;
    row.spoil(folder.root() / row.file);
    EXPECT_EQ(RootKey::open(folder.root(), passphrase()).error(),
              (FileFailure{folder.root() / row.file, row.error}));
  }
}

TEST(RootKey, PublicHalfCutAtAnyOctetIsDamaged) {
  const RingFolder folder;
  const fs::path file = folder.root() / "root.jwk.json";
  const std::string text = content_of(file);
  for (std::size_t size = 0; size < text.size(); ++size) {
    replace_file(file, as_bytes(std::string_view(text).substr(0, size)));
    EXPECT_EQ(RootKey::open(folder.root(), passphrase()).error(),
              (FileFailure{file, FileError::damaged}));
  }
}

TEST(RootKey, LastListThatIsCutIsDamaged) {
  const RingFolder folder;
  const fs::path file = folder.root() / "trust-list.jwt";
  fs::resize_file(file, fs::file_size(file) - 1);
  EXPECT_EQ(RootKey::open(folder.root(), passphrase()).error(),
            (FileFailure{file, FileError::damaged}));
}

TEST(RootReadable, IsTrueOnlyWhereTheKeyIsThere) {
  const RingFolder folder;
  EXPECT_TRUE(root_is_readable(folder.root()));
  EXPECT_FALSE(root_is_readable(folder.root() / "nothing"));
  fs::remove(folder.root() / "root.pem");
  EXPECT_FALSE(root_is_readable(folder.root()));
}

TEST(DefaultRootFolder, StandsBesideTheData) {
  EXPECT_EQ(default_root_folder("/srv/card"), "/srv/card-root");
  EXPECT_EQ(default_root_folder("/srv/card/"), "/srv/card-root");
  EXPECT_EQ(default_root_folder("/srv/x/../card"), "/srv/card-root");
  EXPECT_EQ(default_root_folder("data"), fs::current_path() / "data-root");
}

}  // namespace
}  // namespace servicecard::keys
