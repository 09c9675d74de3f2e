#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "cardlib/credential/trust_list.h"
#include "cardlib/crypto/random_source.h"
#include "keys/file_error.h"
#include "keys/passphrase.h"
#include "keys/signing_key.h"

namespace servicecard::keys {

/// Why the root does not sign a list.
enum class RootRefusal : std::uint8_t {
  not_newer,       ///< its sequence is not above that of the last list this root signed
  clock_set_back,  ///< it says it was issued before the last one
  another_issuer,  ///< the last one was for another issuer
  outlives_root,   ///< the list would expire after the root
  bad_list,        ///< `TrustList::sign` refuses it
};

[[nodiscard]] std::string_view to_string(RootRefusal refusal);

/// The offline root: one key in a folder of its own with a passphrase of its own, on a medium that
/// is put away. It signs trust lists and can be made to sign nothing else.
class RootKey {
 public:
  static constexpr std::string_view private_name = "root.pem";
  static constexpr std::string_view public_name = "root.jwk.json";
  static constexpr std::string_view last_list_name = "trust-list.jwt";

  /// Makes the folder and the key in it; `exists` where there is a root already.
  [[nodiscard]] static std::expected<RootKey, FileFailure> make(std::filesystem::path folder,
                                                                const Passphrase& passphrase,
                                                                Time now, Time expires,
                                                                RandomSource& random);
  [[nodiscard]] static std::expected<RootKey, FileFailure> open(std::filesystem::path folder,
                                                                const Passphrase& passphrase);

  [[nodiscard]] const VerificationKey& public_key() const { return key_->public_key(); }
  [[nodiscard]] Time expires() const { return expires_; }

  /// The lowest sequence that it would still sign: one above the last.
  [[nodiscard]] std::uint64_t next_sequence() const;

  /// Signs a list and keeps it in its folder as the last one before it is given away.
  [[nodiscard]] std::expected<std::string, RootRefusal> sign(const TrustListContent& content);

 private:
  RootKey(std::filesystem::path folder, std::shared_ptr<const SigningKey> key, Time expires)
      : folder_(std::move(folder)), key_(std::move(key)), expires_(expires) {}
  [[nodiscard]] std::expected<void, FileFailure> read_last_list();

  std::filesystem::path folder_;
  std::shared_ptr<const SigningKey> key_;
  Time expires_;
  std::shared_ptr<const TrustList> last_;
};

/// Whether this process could read the root's private key, encrypted though it is: a production
/// server then refuses to start. False where the folder is not there.
[[nodiscard]] bool root_is_readable(const std::filesystem::path& folder);

/// Where `init` puts the root of a data directory unless told otherwise: beside it, `<name>-root`.
[[nodiscard]] std::filesystem::path default_root_folder(const std::filesystem::path& data);

}  // namespace servicecard::keys
