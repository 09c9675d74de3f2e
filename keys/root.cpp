#include "keys/root.h"

#include <fcntl.h>
#include <optional>
#include <stdexcept>
#include <unistd.h>
#include <utility>

#include "cardlib/credential/json_members.h"
#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

namespace fs = std::filesystem;

// The public JWK with the dates of RFC 7519's names, on one line.
std::string public_text(const VerificationKey& key, Time created, Time expires) {
  json::object jwk = key.to_jwk();
  jwk["iat"] = seconds_of(created);
  jwk["exp"] = seconds_of(expires);
  return json::serialize(jwk) + "\n";
}

struct PublicHalf {
  VerificationKey key;
  Time expires;
};

std::optional<PublicHalf> read_public_text(std::string_view text) {
  const auto jwk = json::parse_object(text);
  if (!jwk) return std::nullopt;
  auto key = VerificationKey::from_jwk(*jwk);
  const auto created = time_member(*jwk, "iat");
  const auto expires = time_member(*jwk, "exp");
  if (!key || !created || !expires || public_text(*key, *created, *expires) != text) {
    return std::nullopt;
  }
  return PublicHalf{std::move(*key), *expires};
}

}  // namespace

std::string_view to_string(RootRefusal refusal) {
  switch (refusal) {
    case RootRefusal::not_newer:
      return "not_newer";
    case RootRefusal::clock_set_back:
      return "clock_set_back";
    case RootRefusal::another_issuer:
      return "another_issuer";
    case RootRefusal::outlives_root:
      return "outlives_root";
    case RootRefusal::bad_list:
      return "bad_list";
  }
  return {};
}

std::expected<RootKey, FileFailure> RootKey::make(fs::path folder, const Passphrase& passphrase,
                                                  Time now, Time expires, RandomSource& random) {
  make_private_folder(folder);
  RootKey root(std::move(folder), SigningKey::generate(), expires);
  const fs::path private_file = root.folder_ / private_name;
  if (const auto saved = root.key_->save(private_file, passphrase, random); !saved) {
    return std::unexpected(FileFailure{private_file, saved.error()});
  }
  const fs::path public_file = root.folder_ / public_name;
  const std::string text = public_text(root.public_key(), now, expires);
  if (const auto created = create_file(public_file, as_bytes(text)); !created) {
    return std::unexpected(FileFailure{public_file, created.error()});
  }
  return root;
}

std::expected<RootKey, FileFailure> RootKey::open(fs::path folder, const Passphrase& passphrase) {
  const fs::path public_file = folder / public_name;
  const auto text = read_file(public_file, Readers::anybody);
  if (!text) return std::unexpected(FileFailure{public_file, text.error()});
  const auto half = read_public_text(as_text(text->view()));
  if (!half) return std::unexpected(FileFailure{public_file, FileError::damaged});

  const fs::path private_file = folder / private_name;
  auto key = SigningKey::load(private_file, passphrase);
  if (!key) return std::unexpected(FileFailure{private_file, key.error()});
  if (!((*key)->public_key() == half->key)) {
    return std::unexpected(FileFailure{private_file, FileError::wrong_kind});
  }
  RootKey root(std::move(folder), std::move(*key), half->expires);
  if (auto read = root.read_last_list(); !read) return std::unexpected(std::move(read.error()));
  return root;
}

std::expected<void, FileFailure> RootKey::read_last_list() {
  const fs::path file = folder_ / last_list_name;
  const auto jws = read_file(file, Readers::anybody);
  if (!jws && jws.error() == FileError::missing) return {};
  if (!jws) return std::unexpected(FileFailure{file, jws.error()});
  auto list = TrustList::read(as_text(jws->view()), public_key());
  if (!list) return std::unexpected(FileFailure{file, FileError::damaged});
  last_ = std::make_shared<const TrustList>(std::move(*list));
  return {};
}

std::uint64_t RootKey::next_sequence() const { return last_ ? last_->sequence() + 1 : 1; }

std::expected<std::string, RootRefusal> RootKey::sign(const TrustListContent& content) {
  const FolderLock lock(folder_);
  if (const auto read = read_last_list(); !read) {  // another process may have signed
    throw std::runtime_error(advice(read.error()));
  }
  if (content.sequence < next_sequence()) return std::unexpected(RootRefusal::not_newer);
  if (last_ && !(content.issuer == last_->issuer())) {
    return std::unexpected(RootRefusal::another_issuer);
  }
  if (last_ && content.issued_at < last_->issued_at()) {
    return std::unexpected(RootRefusal::clock_set_back);
  }
  if (content.expires > expires_) return std::unexpected(RootRefusal::outlives_root);
  auto jws = TrustList::sign(content, *key_);
  if (!jws) return std::unexpected(RootRefusal::bad_list);
  replace_file(folder_ / last_list_name, as_bytes(*jws));
  if (const auto read = read_last_list(); !read) throw std::runtime_error(advice(read.error()));
  return std::move(*jws);
}

bool root_is_readable(const fs::path& folder) {
  const fs::path file = folder / RootKey::private_name;
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  ::close(descriptor);
  return true;
}

fs::path default_root_folder(const fs::path& data) {
  fs::path folder = fs::absolute(data).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // a slash at its end
  folder += "-root";
  return folder;
}

}  // namespace servicecard::keys
