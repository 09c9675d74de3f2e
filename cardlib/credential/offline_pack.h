#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cardlib/credential/pack_container.h"
#include "cardlib/credential/pack_manifest.h"
#include "cardlib/credential/status_list_token.h"
#include "cardlib/credential/trust_list.h"
#include "cardlib/crypto/digest.h"
#include "cardlib/crypto/signer.h"
#include "cardlib/crypto/verification_key.h"
#include "cardlib/identity/civil_date.h"

/// The offline pack: everything that a verifier needs where there is no server, but the root's
/// public key. Trust list, status lists and service catalogue, held together by a signed manifest,
/// in one file; docs/offline-pack.md has its format.
namespace servicecard {

enum class PackError {
  too_large,             ///< over 16 MiB
  malformed,             ///< not, to the octet, a file that `make` would write
  bad_trust_list,        ///< the root did not sign the trust list, or it is unsound
  not_a_jws,             ///< the manifest is not a JWS of the strict form that we write
  wrong_type,            ///< its `typ` is not `card-pack+jwt`
  unknown_key,           ///< the trust list does not know the key of the manifest or of a list
  wrong_purpose,         ///< that key is for something else
  unusable_key,          ///< that key is pending or revoked
  bad_signature,         ///< that key did not sign the manifest
  outlives_key,          ///< the manifest or a list ends after the key that signed it
  bad_manifest,          ///< its payload is not, to the octet, what `make` would write
  other_issuer,          ///< its `iss`, or a list's uri, is not the trust list's issuer
  bad_dates,             ///< it ends before it begins, or is older than a part of it
  trust_list_mismatch,   ///< the trust list is not the one that it names
  status_list_mismatch,  ///< the status lists are not the ones that it names
  catalogue_mismatch,    ///< the catalogue is not the one that it names
  bad_status_list,       ///< a status list is none, or its signature does not verify
  bad_catalogue,         ///< the catalogue is not an object of the JSON profile
};

[[nodiscard]] std::string_view to_string(PackError error);

/// A status list token (JWT) and the place it is for.
struct PackedList {
  std::string uri;
  std::string token;
};

/// What goes into a pack; unsigned.
struct PackContent {
  std::uint64_t sequence = 1;  ///< from 1; every new pack has a higher one
  Time issued_at;              ///< not before any of the parts
  Time expires;
  std::vector<PackedList> status_lists;
  std::string catalogue;  ///< JSON; partners read it, the verifier only guards it
};

/// A pack that was opened and verified, all parts of it. Time is not asked: whoever uses the pack
/// compares `expires`. Cannot be changed, safe to read from several threads.
class OfflinePack {
 public:
  static constexpr std::size_t max_size = std::size_t{16} * 1024 * 1024;

  /// The pack as a file. The trust list must know the signer's key for the purpose `pack`. What
  /// comes out opens with the root that signed the trust list.
  [[nodiscard]] static std::expected<std::string, PackError> make(const PackContent& content,
                                                                  const TrustList& trust_list,
                                                                  const Signer& signer);

  [[nodiscard]] static std::expected<OfflinePack, PackError> open(std::string_view file,
                                                                  const VerificationKey& root);

  [[nodiscard]] const std::shared_ptr<const TrustList>& trust_list() const { return trust_list_; }
  [[nodiscard]] std::uint64_t sequence() const { return manifest_.sequence; }
  [[nodiscard]] Time issued_at() const { return manifest_.issued_at; }
  [[nodiscard]] Time expires() const { return manifest_.expires; }
  [[nodiscard]] const std::vector<StatusListClaims>& status_lists() const { return status_lists_; }
  /// The list for that place; null where there is none.
  [[nodiscard]] const StatusListClaims* status_list(std::string_view uri) const;
  /// The service catalogue as JSON text.
  [[nodiscard]] const std::string& catalogue() const { return catalogue_; }
  /// SHA-256 of the signed manifest, which names every part by its hash.
  [[nodiscard]] const Sha256& hash() const { return hash_; }

 private:
  OfflinePack() = default;
  static std::expected<OfflinePack, PackError> verified(PackContainer container,
                                                        TrustList trust_list);

  std::shared_ptr<const TrustList> trust_list_;
  PackManifest manifest_;
  std::vector<StatusListClaims> status_lists_;
  std::string catalogue_;
  Sha256 hash_{};
};

}  // namespace servicecard
