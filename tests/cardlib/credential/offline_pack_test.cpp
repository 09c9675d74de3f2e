#include "cardlib/credential/offline_pack.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cardlib/credential/jws.h"
#include "tests/support/sample_card.h"
#include "tests/support/test_pack.h"

namespace servicecard {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class OfflinePackTest : public testing::Test {
 protected:
  [[nodiscard]] auto open(std::string_view file) const {
    return OfflinePack::open(file, trust_.root().public_key());
  }
  [[nodiscard]] std::string name_of(std::string_view file) const {
    const auto pack = open(file);
    return pack ? "opened" : std::string(to_string(pack.error()));
  }

  /// The parts of a good pack, to be spoilt and joined again.
  [[nodiscard]] PackContainer parts() const { return read_pack_container(pack_.file()).value(); }

  /// A good pack whose manifest says something else, signed by the pack key or another.
  [[nodiscard]] std::string with_manifest(const std::function<void(PackManifest&)>& spoil,
                                          const Signer& signer) const {
    PackContainer container = parts();
    PackManifest manifest =
        read_pack_manifest_json(parse_jwt(container.manifest, OfflinePack::max_size)->claims)
            .value();
    spoil(manifest);
    container.manifest = sign_jwt(PackManifest::type, pack_manifest_json(manifest), signer);
    return write_pack_container(container);
  }
  [[nodiscard]] std::string with_manifest(const std::function<void(PackManifest&)>& spoil) const {
    return with_manifest(spoil, trust_.signer(KeyPurpose::pack));
  }

  /// A pack with that list token in place of its own, named by its hash.
  [[nodiscard]] std::string with_list(const std::string& token) const {
    PackContainer container = parts();
    container.status_lists[0] = token;
    PackManifest manifest =
        read_pack_manifest_json(parse_jwt(container.manifest, OfflinePack::max_size)->claims)
            .value();
    manifest.status_lists[0].hash = sha256(token);
    container.manifest =
        sign_jwt(PackManifest::type, pack_manifest_json(manifest), trust_.signer(KeyPurpose::pack));
    return write_pack_container(container);
  }
  [[nodiscard]] std::string list_signed_by(const Signer& signer) const {
    return make_status_list_jwt(uri_, pack_.statuses.pack(zlib::Effort::fast), pack_.list_issued_at,
                                signer);
  }

  const Time now_ = test::sample_now();
  const test::TestTrust trust_{now_ - days(1)};
  test::TestPack pack_{trust_, now_};
  const std::string uri_ = test::TestTrust::issuer().status_list_uri(1);
};

TEST_F(OfflinePackTest, OpensWithEverythingThatWasPutIn) {
  pack_.statuses.set(7, Status::suspended);
  pack_.content.sequence = 5;
  pack_.content.catalogue = R"({"services":[{"code":"checkup","zh":"体检"}]})";
  const auto pack = open(pack_.file());
  ASSERT_TRUE(pack.has_value()) << to_string(pack.error());
  EXPECT_EQ(pack->sequence(), 5U);
  EXPECT_EQ(pack->issued_at(), now_);
  EXPECT_EQ(pack->expires(), now_ + days(7));
  EXPECT_EQ(pack->catalogue(), pack_.content.catalogue);
  EXPECT_EQ(pack->trust_list()->issuer(), test::TestTrust::issuer());
  ASSERT_EQ(pack->status_lists().size(), 1U);
  ASSERT_NE(pack->status_list(uri_), nullptr);
  EXPECT_EQ(pack->status_list(uri_)->list, pack_.statuses);
  EXPECT_EQ(pack->status_list(uri_ + "0"), nullptr);
}

TEST_F(OfflinePackTest, IsNamedByTheHashOfItsManifest) {
  EXPECT_EQ(open(pack_.file())->hash().size(), 32U);
  const std::string file = pack_.file();
  EXPECT_EQ(open(file)->hash(), sha256(read_pack_container(file)->manifest));
}

TEST_F(OfflinePackTest, HoldsAnyNumberOfLists) {
  for (const std::uint64_t number : {2U, 3U}) {
    const std::string uri = test::TestTrust::issuer().status_list_uri(number);
    pack_.content.status_lists.push_back(
        {.uri = uri,
         .token = make_status_list_jwt(uri, pack_.statuses.pack(zlib::Effort::fast), now_,
                                       trust_.signer(KeyPurpose::status))});
  }
  EXPECT_EQ(pack_.open().status_lists().size(), 3U);
  const auto empty = OfflinePack::make(
      {.issued_at = now_, .expires = now_ + days(1), .status_lists = {}, .catalogue = "{}"},
      trust_.list(), trust_.signer(KeyPurpose::pack));
  ASSERT_TRUE(empty.has_value());
  EXPECT_EQ(open(*empty)->status_lists().size(), 0U);
}

TEST_F(OfflinePackTest, MakesNothingThatWouldNotOpen) {
  PackContent content = pack_.content;
  content.catalogue = "not JSON";
  const TrustList list = trust_.list();
  const test::TestSigner& signer = trust_.signer(KeyPurpose::pack);
  EXPECT_EQ(OfflinePack::make(content, list, signer).error(), PackError::bad_catalogue);
  content.catalogue = "{\"a\":\"" + std::string(OfflinePack::max_size, 'a') + "\"}";
  EXPECT_EQ(OfflinePack::make(content, list, signer).error(), PackError::too_large);
  EXPECT_EQ(OfflinePack::make(pack_.content, list, trust_.signer(KeyPurpose::card)).error(),
            PackError::wrong_purpose);
  content = pack_.content;
  content.sequence = 0;
  EXPECT_EQ(OfflinePack::make(content, list, signer).error(), PackError::bad_manifest);
}

TEST_F(OfflinePackTest, RefusesAnyOtherSpellingOfTheFile) {
  const std::string file = pack_.file();
  EXPECT_EQ(name_of(file), "opened");
  EXPECT_EQ(name_of(""), "malformed");
  EXPECT_EQ(name_of("{}"), "malformed");
  EXPECT_EQ(name_of("[]"), "malformed");
  EXPECT_EQ(name_of(file + "\n"), "malformed");
  EXPECT_EQ(name_of(" " + file), "malformed");
  EXPECT_EQ(name_of(file.substr(0, file.size() - 1) + R"(,"more":1})"), "malformed");
  EXPECT_EQ(name_of(std::string(OfflinePack::max_size, ' ')), "malformed");
  EXPECT_EQ(name_of(std::string(OfflinePack::max_size + 1, ' ')), "too_large");
  for (const std::string_view name : {"manifest", "trust_list", "status_lists", "catalogue"}) {
    json::object members = json::parse_object(file).value();
    members[name] = 1;
    EXPECT_EQ(name_of(json::serialize(members)), "malformed") << name;
    members.erase(name);
    EXPECT_EQ(name_of(json::serialize(members)), "malformed") << name;
  }
  json::object members = json::parse_object(file).value();
  members["status_lists"].as_array()[0] = 1;
  EXPECT_EQ(name_of(json::serialize(members)), "malformed");
}

TEST_F(OfflinePackTest, OpensWithItsOwnRootAlone) {
  const std::string file = pack_.file();
  EXPECT_EQ(OfflinePack::open(file, test::TestSigner().public_key()).error(),
            PackError::bad_trust_list);
  EXPECT_EQ(OfflinePack::open(file, trust_.signer(KeyPurpose::pack).public_key()).error(),
            PackError::bad_trust_list);
}

TEST_F(OfflinePackTest, TakesAManifestOfThePackKeyAlone) {
  const auto as_it_is = [](PackManifest&) {};
  EXPECT_EQ(name_of(with_manifest(as_it_is)), "opened");
  for (const KeyPurpose purpose : all_key_purposes) {
    if (purpose == KeyPurpose::pack || purpose == KeyPurpose::root) continue;
    SCOPED_TRACE(to_string(purpose));
    EXPECT_EQ(name_of(with_manifest(as_it_is, trust_.signer(purpose))), "wrong_purpose");
  }
  EXPECT_EQ(name_of(with_manifest(as_it_is, trust_.root())), "unknown_key");
  EXPECT_EQ(name_of(with_manifest(as_it_is, test::TestSigner())), "unknown_key");
}

TEST_F(OfflinePackTest, TakesKeysThatAreActiveOrRetired) {
  for (const KeyPurpose purpose : {KeyPurpose::pack, KeyPurpose::status}) {
    for (const KeyState state : all_key_states) {
      SCOPED_TRACE(testing::Message() << to_string(purpose) << " " << to_string(state));
      test::entry_for(pack_.trust_list, purpose).state = state;
      PackContent content = pack_.content;
      content.status_lists.push_back(pack_.list());
      const auto made = OfflinePack::make(content, trust_.list_of(pack_.trust_list),
                                          trust_.signer(KeyPurpose::pack));
      const bool usable = state == KeyState::active || state == KeyState::retired;
      EXPECT_EQ(made ? "made" : to_string(made.error()), usable ? "made" : "unusable_key");
    }
    test::entry_for(pack_.trust_list, purpose).state = KeyState::active;
  }
}

TEST_F(OfflinePackTest, RefusesWhatOutlivesItsKey) {
  const auto name_with = [&](KeyPurpose purpose, Time expires) {
    test::entry_for(pack_.trust_list, purpose).expires = expires;
    PackContent content = pack_.content;
    content.status_lists.push_back(pack_.list());
    const auto made = OfflinePack::make(content, trust_.list_of(pack_.trust_list),
                                        trust_.signer(KeyPurpose::pack));
    test::entry_for(pack_.trust_list, purpose).expires = now_ + days(400);
    return made ? "made" : to_string(made.error());
  };
  EXPECT_EQ(name_with(KeyPurpose::pack, pack_.content.expires), "made");
  EXPECT_EQ(name_with(KeyPurpose::pack, pack_.content.expires - seconds(1)), "outlives_key");
  EXPECT_EQ(name_with(KeyPurpose::status, now_ + days(1)), "made");
  EXPECT_EQ(name_with(KeyPurpose::status, now_ + days(1) - seconds(1)), "outlives_key");
}

TEST_F(OfflinePackTest, RefusesAManifestOfAnotherKind) {
  PackContainer container = parts();
  const json::object claims = parse_jwt(container.manifest, OfflinePack::max_size)->claims;
  const test::TestSigner& signer = trust_.signer(KeyPurpose::pack);
  for (const std::string_view type : {"trust-list+jwt", "statuslist+jwt", "dc+sd-jwt", "JWT", ""}) {
    SCOPED_TRACE(type);
    container.manifest = sign_jwt(type, claims, signer);
    EXPECT_EQ(name_of(write_pack_container(container)), "wrong_type");
  }
  container.manifest = sign_jwt(PackManifest::type, claims, signer, KeyHint::none);
  EXPECT_EQ(name_of(write_pack_container(container)), "unknown_key");
  container.manifest = "manifest";
  EXPECT_EQ(name_of(write_pack_container(container)), "not_a_jws");
  container.manifest = container.trust_list;
  EXPECT_EQ(name_of(write_pack_container(container)), "wrong_type");
}

TEST_F(OfflinePackTest, RefusesASignatureOfOtherContent) {
  PackContainer container = parts();
  pack_.content.sequence = 2;
  const std::string other = parts().manifest;
  container.manifest =
      container.manifest.substr(0, container.manifest.rfind('.')) + other.substr(other.rfind('.'));
  EXPECT_EQ(name_of(write_pack_container(container)), "bad_signature");
}

struct ManifestRow {
  std::string_view name;
  std::string_view error;
  std::function<void(PackManifest&)> spoil;
};

const ManifestRow manifest_rows[] = {
    {"another issuer", "other_issuer",
     [](PackManifest& pack) { pack.issuer = "https://card.other.example"; }},
    {"ends when it begins", "bad_dates", [](PackManifest& pack) { pack.expires = pack.issued_at; }},
    {"older than its status list", "bad_dates",
     [](PackManifest& pack) { pack.issued_at -= seconds(1); }},
    {"another trust list", "trust_list_mismatch",
     [](PackManifest& pack) { pack.trust_list[0] ^= 1U; }},
    {"another status list", "status_list_mismatch",
     [](PackManifest& pack) { pack.status_lists[0].hash[0] ^= 1U; }},
    {"a status list elsewhere", "other_issuer",
     [](PackManifest& pack) {
       pack.status_lists[0].uri = "https://card.other.example/status-lists/1";
     }},
    {"the status list of another place", "bad_status_list",
     [](PackManifest& pack) {
       pack.status_lists[0].uri = test::TestTrust::issuer().status_list_uri(2);
     }},
    {"no status list", "status_list_mismatch",
     [](PackManifest& pack) { pack.status_lists.clear(); }},
    {"a status list too many", "status_list_mismatch",
     [](PackManifest& pack) { pack.status_lists.push_back(pack.status_lists[0]); }},
    {"another catalogue", "catalogue_mismatch",
     [](PackManifest& pack) { pack.catalogue[0] ^= 1U; }},
};

TEST_F(OfflinePackTest, NamesWhatTheManifestDoesNotVouchFor) {
  for (const ManifestRow& row : manifest_rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(name_of(with_manifest(row.spoil)), row.error);
  }
}

TEST_F(OfflinePackTest, RefusesAPackThatIsOlderThanItsTrustList) {
  PackContent content = pack_.content;
  content.issued_at = trust_.list().issued_at();
  const auto make = [&] {
    return OfflinePack::make(content, trust_.list(), trust_.signer(KeyPurpose::pack));
  };
  EXPECT_TRUE(make().has_value());
  content.issued_at -= seconds(1);
  EXPECT_EQ(make().error(), PackError::bad_dates);
}

TEST_F(OfflinePackTest, RefusesAManifestOfAnotherShape) {
  const PackContainer good = parts();
  const json::object claims = parse_jwt(good.manifest, OfflinePack::max_size)->claims;
  const auto name_with = [&](const json::object& spoilt) {
    PackContainer container = good;
    container.manifest = sign_jwt(PackManifest::type, spoilt, trust_.signer(KeyPurpose::pack));
    return name_of(write_pack_container(container));
  };
  for (const auto& member : claims) {
    SCOPED_TRACE(std::string_view(member.key()));
    json::object spoilt = claims;
    spoilt[member.key()] = nullptr;
    EXPECT_EQ(name_with(spoilt), "bad_manifest");
    spoilt.erase(member.key());
    EXPECT_EQ(name_with(spoilt), "bad_manifest");
  }
  json::object spoilt = claims;
  spoilt["more"] = 1;
  EXPECT_EQ(name_with(spoilt), "bad_manifest");
  spoilt = claims;
  spoilt["seq"] = 0;
  EXPECT_EQ(name_with(spoilt), "bad_manifest");
  spoilt = claims;
  spoilt["catalogue"] = "AAAA";
  EXPECT_EQ(name_with(spoilt), "bad_manifest");
  spoilt = claims;
  spoilt["status_lists"].as_array()[0] = 1;
  EXPECT_EQ(name_with(spoilt), "bad_manifest");
}

TEST_F(OfflinePackTest, RefusesAPlaceTwice) {
  const std::string token = pack_.list().token;
  PackContainer container = parts();
  container.status_lists = {token, token};
  PackManifest manifest =
      read_pack_manifest_json(parse_jwt(container.manifest, OfflinePack::max_size)->claims).value();
  manifest.status_lists = {{.uri = uri_, .hash = sha256(token)},
                           {.uri = uri_, .hash = sha256(token)}};
  container.manifest =
      sign_jwt(PackManifest::type, pack_manifest_json(manifest), trust_.signer(KeyPurpose::pack));
  EXPECT_EQ(name_of(write_pack_container(container)), "status_list_mismatch");
}

TEST_F(OfflinePackTest, TakesStatusListsOfTheStatusKeyAlone) {
  EXPECT_EQ(name_of(with_list(list_signed_by(trust_.signer(KeyPurpose::status)))), "opened");
  for (const KeyPurpose purpose : all_key_purposes) {
    if (purpose == KeyPurpose::status || purpose == KeyPurpose::root) continue;
    SCOPED_TRACE(to_string(purpose));
    EXPECT_EQ(name_of(with_list(list_signed_by(trust_.signer(purpose)))), "wrong_purpose");
  }
  EXPECT_EQ(name_of(with_list(list_signed_by(trust_.root()))), "unknown_key");
  EXPECT_EQ(name_of(with_list(list_signed_by(test::TestSigner()))), "unknown_key");
}

TEST_F(OfflinePackTest, RefusesAForgedStatusListThatTheManifestNames) {
  const std::string list = list_signed_by(trust_.signer(KeyPurpose::status));
  pack_.statuses.set(1, Status::invalid);
  const std::string other = list_signed_by(trust_.signer(KeyPurpose::status));
  EXPECT_EQ(name_of(with_list(list.substr(0, list.rfind('.')) + other.substr(other.rfind('.')))),
            "bad_status_list");
  EXPECT_EQ(name_of(with_list(list.substr(0, list.rfind('.') + 1))), "bad_status_list");
  EXPECT_EQ(name_of(with_list("")), "bad_status_list");
  EXPECT_EQ(name_of(with_list(trust_.list().jws())), "bad_status_list");
  EXPECT_EQ(name_of(with_list(parts().manifest)), "bad_status_list");
}

TEST_F(OfflinePackTest, RefusesEveryCutAndEveryFlippedBit) {
  // As small as a pack can be that has all its parts.
  pack_.statuses = StatusList::all_valid(4);
  std::erase_if(pack_.trust_list.keys, [](const TrustedKey& key) {
    return key.purpose != KeyPurpose::status && key.purpose != KeyPurpose::pack;
  });
  const std::string file = pack_.file();
  for (std::size_t size = 0; size < file.size(); ++size) {
    ASSERT_FALSE(open(std::string_view(file).substr(0, size)).has_value()) << size;
  }
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    std::string flipped = file;
    flipped[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ (1U << (bit % 8)));
    ASSERT_FALSE(open(flipped).has_value()) << bit;
  }
}

}  // namespace
}  // namespace servicecard
