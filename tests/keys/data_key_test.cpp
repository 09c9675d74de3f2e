#include "keys/data_key.h"

#include <string>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "tests/keys/support.h"

namespace servicecard::keys {
namespace {

using test::content_of;
using test::passphrase;
using test::TemporaryFolder;

constexpr std::string_view resident_id = "410399197001010013";

struct Fixture {
  SystemRandom random;
  DataKey key = DataKey::make(random);
  Sealer sealer = key.sealer("person.resident_id");
};

std::string opened(const Sealer& sealer, BytesView sealed, std::string_view place) {
  const auto plaintext = sealer.open(sealed, as_bytes(place));
  return plaintext ? std::string(as_text(plaintext->view())) : std::string();
}

TEST(Sealer, OpensWhatItSealed) {
  Fixture f;
  for (const std::string& text :
       {std::string(resident_id), std::string(), std::string(9000, 'x')}) {
    const Bytes sealed = f.sealer.seal(as_bytes(text), as_bytes("person 1"), f.random);
    const auto plaintext = f.sealer.open(sealed, as_bytes("person 1"));
    ASSERT_TRUE(plaintext);
    EXPECT_EQ(as_text(plaintext->view()), text);
  }
}

TEST(Sealer, ShowsNothingAndNeverTheSame) {
  Fixture f;
  const Bytes first = f.sealer.seal(as_bytes(resident_id), as_bytes("person 1"), f.random);
  const Bytes second = f.sealer.seal(as_bytes(resident_id), as_bytes("person 1"), f.random);
  EXPECT_NE(first, second);
  EXPECT_EQ(as_text(first).find(resident_id), std::string_view::npos);
}

TEST(Sealer, RefusesEveryFlippedBitAndEveryCut) {
  Fixture f;
  const Bytes sealed = f.sealer.seal(as_bytes(resident_id), as_bytes("person 1"), f.random);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    SCOPED_TRACE(bit);
    Bytes altered = sealed;
    altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_EQ(f.sealer.open(altered, as_bytes("person 1")).error(),
              bit < 8 ? OpenError::malformed : OpenError::forged);
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    SCOPED_TRACE(size);
    const auto cut = f.sealer.open(BytesView(sealed).first(size), as_bytes("person 1"));
    EXPECT_EQ(cut.error(), size < 29 ? OpenError::malformed : OpenError::forged);
  }
}

TEST(Sealer, RefusesAnotherPlaceAnotherUseAndAnotherKey) {
  Fixture f;
  const Bytes sealed = f.sealer.seal(as_bytes(resident_id), as_bytes("person 1"), f.random);
  EXPECT_EQ(f.sealer.open(sealed, as_bytes("person 2")).error(), OpenError::forged);
  EXPECT_EQ(f.key.sealer("card.token").open(sealed, as_bytes("person 1")).error(),
            OpenError::forged);
  EXPECT_EQ(DataKey::make(f.random)
                .sealer("person.resident_id")
                .open(sealed, as_bytes("person 1"))
                .error(),
            OpenError::forged);
}

TEST(KeyedHash, IsEqualForEqualValuesOfOneUseAndOneKeyAlone) {
  Fixture f;
  const Sha256 hash = f.key.keyed_hash("person.resident_id").of(as_bytes(resident_id));
  EXPECT_EQ(f.key.keyed_hash("person.resident_id").of(as_bytes(resident_id)), hash);
  EXPECT_NE(f.key.keyed_hash("person.resident_id").of(as_bytes("410399198506150024")), hash);
  EXPECT_NE(f.key.keyed_hash("api.key").of(as_bytes(resident_id)), hash);
  EXPECT_NE(DataKey::make(f.random).keyed_hash("person.resident_id").of(as_bytes(resident_id)),
            hash);
  EXPECT_NE(sha256(resident_id), hash);
}

TEST(DataKeyFile, IsSavedOnceAndLoadedAgain) {
  const TemporaryFolder folder;
  Fixture f;
  ASSERT_TRUE(f.key.save(folder / "data-key.json", passphrase(), f.random));
  const Bytes sealed = f.sealer.seal(as_bytes(resident_id), as_bytes("person 1"), f.random);
  const auto loaded = DataKey::load(folder / "data-key.json", passphrase());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(opened(loaded->sealer("person.resident_id"), sealed, "person 1"), resident_id);
  EXPECT_EQ(f.key.save(folder / "data-key.json", passphrase(), f.random).error(),
            FileError::exists);
}

TEST(DataKeyFile, NamesWhatIsWrongWithIt) {
  const TemporaryFolder folder;
  Fixture f;
  const auto load = [&](const Passphrase& with) {
    return DataKey::load(folder / "data-key.json", with).error();
  };
  EXPECT_EQ(load(passphrase()), FileError::missing);
  ASSERT_TRUE(f.key.save(folder / "data-key.json", passphrase(), f.random));
  EXPECT_EQ(load(passphrase("correct horse batterz")), FileError::wrong_passphrase);
  ASSERT_EQ(::chmod((folder / "data-key.json").c_str(), 0604), 0);
  EXPECT_EQ(load(passphrase()), FileError::exposed);
}

TEST(DataKeyFile, CutAtAnyOctetIsDamaged) {
  const TemporaryFolder folder;
  Fixture f;
  ASSERT_TRUE(f.key.save(folder / "data-key.json", passphrase(), f.random));
  const std::string text = content_of(folder / "data-key.json");
  for (std::size_t size = 0; size < text.size(); ++size) {
    SCOPED_TRACE(size);
    replace_file(folder / "data-key.json", as_bytes(std::string_view(text).substr(0, size)));
    EXPECT_EQ(DataKey::load(folder / "data-key.json", passphrase()).error(), FileError::damaged);
  }
}

TEST(DataKeyFile, WithAnyCharacterAlteredIsRefused) {
  const TemporaryFolder folder;
  Fixture f;
  ASSERT_TRUE(f.key.save(folder / "data-key.json", passphrase(), f.random));
  const std::string text = content_of(folder / "data-key.json");
  const std::size_t sealed_at = text.find(R"("sealed")") + 10;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > sealed_at && at + 3 < text.size() && at % 8 != 0) continue;  // each costs a scrypt
    SCOPED_TRACE(at);
    std::string altered = text;
    altered[at] = static_cast<char>(altered[at] ^ 0x01);
    replace_file(folder / "data-key.json", as_bytes(altered));
    const FileError error = DataKey::load(folder / "data-key.json", passphrase()).error();
    EXPECT_TRUE(error == FileError::damaged || error == FileError::wrong_passphrase)
        << to_string(error);
  }
}

}  // namespace
}  // namespace servicecard::keys
