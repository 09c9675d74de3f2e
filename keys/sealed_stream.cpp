#include "keys/sealed_stream.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <openssl/evp.h>

#include "cardlib/crypto/digest.h"
#include "keys/aead.h"

namespace servicecard::keys {
namespace {

constexpr std::string_view magic = "SCBACKUP";
constexpr std::uint8_t version = 1;
constexpr std::size_t salt_size = 16;
constexpr std::size_t named_size = magic.size() + 1 + salt_size;  // of the head, without its MAC
constexpr std::size_t head_size = named_size + Sha256{}.size();
constexpr std::size_t chunk_size = std::size_t{64} * 1024;

// A backup lies about where the keys do not, so it is dearer to guess at than they are: 128 MiB.
constexpr std::uint64_t scrypt_n = std::uint64_t{1} << 17U;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 1;
constexpr std::uint64_t scrypt_memory = std::uint64_t{144} * 1024 * 1024;

constexpr std::uint8_t middle_chunk = 0;
constexpr std::uint8_t last_chunk = 1;

/// The key of the chunks, and that of the head's MAC behind it.
SecretBytes stretch(const Passphrase& passphrase, BytesView salt) {
  SecretBytes keys(2 * aead::key_size);
  const std::string_view secret = as_text(passphrase.view());
  if (EVP_PBE_scrypt(secret.data(), secret.size(), salt.data(), salt.size(), scrypt_n, scrypt_r,
                     scrypt_p, scrypt_memory, keys.writable().data(), keys.view().size()) != 1) {
    throw std::runtime_error("scrypt failed: is there too little memory?");
  }
  return keys;
}

SecretBytes chunk_key(const SecretBytes& keys) {
  return SecretBytes::copy_of(keys.view().first(aead::key_size));
}

Sha256 mac_of(BytesView named, const SecretBytes& keys) {
  return hmac_sha256(keys.view().last(aead::key_size), named);
}

/// What a chunk is bound to: its place, and whether it is the last.
std::array<std::uint8_t, 9> place(std::uint64_t count, std::uint8_t kind) {
  std::array<std::uint8_t, 9> octets{};
  for (std::size_t i = 0; i < 8; ++i) octets[i] = static_cast<std::uint8_t>(count >> (8 * (7 - i)));
  octets[8] = kind;
  return octets;
}

}  // namespace

std::string_view to_string(SealedStreamError error) {
  switch (error) {
    case SealedStreamError::foreign:
      return "foreign";
    case SealedStreamError::unknown_version:
      return "unknown_version";
    case SealedStreamError::wrong_passphrase:
      return "wrong_passphrase";
    case SealedStreamError::altered:
      return "altered";
    case SealedStreamError::cut:
      return "cut";
    case SealedStreamError::trailing:
      return "trailing";
  }
  return {};
}

SealedWriter::SealedWriter(Sink sink, const Passphrase& passphrase, RandomSource& random)
    : sink_(std::move(sink)), random_(random), waiting_(chunk_size) {
  Bytes head(magic.begin(), magic.end());
  head.push_back(version);
  head.resize(named_size);
  const auto salt = std::span(head).last(salt_size);
  random_.fill(salt);
  const SecretBytes keys = stretch(passphrase, salt);
  key_ = chunk_key(keys);
  const Sha256 mac = mac_of(head, keys);
  head.insert(head.end(), mac.begin(), mac.end());
  sink_(head);
}

// A full chunk waits until more comes: only then is it known not to be the last.
void SealedWriter::write(BytesView octets) {
  while (!octets.empty()) {
    if (filled_ == chunk_size) write_chunk(chunk_size, middle_chunk);
    const BytesView some = octets.first(std::min(octets.size(), chunk_size - filled_));
    std::ranges::copy(some, waiting_.writable().subspan(filled_).begin());
    filled_ += some.size();
    octets = octets.subspan(some.size());
  }
}

void SealedWriter::finish() { write_chunk(filled_, last_chunk); }

void SealedWriter::write_chunk(std::size_t size, std::uint8_t kind) {
  sink_(aead::seal(key_.view(), waiting_.view().first(size), place(count_, kind), random_));
  ++count_;
  filled_ = 0;
}

SealedReader::SealedReader(Source source, SecretBytes key)
    : source_(std::move(source)), key_(std::move(key)), ahead_(chunk_size + aead::overhead) {
  ahead_.resize(source_(ahead_));
}

std::expected<SealedReader, SealedStreamError> SealedReader::open(Source source,
                                                                  const Passphrase& passphrase) {
  std::array<std::uint8_t, head_size> head{};
  const std::size_t size = source(head);
  if (!std::ranges::equal(BytesView(head).first(magic.size()), as_bytes(magic))) {
    return std::unexpected(SealedStreamError::foreign);
  }
  if (size > magic.size() && head[magic.size()] != version) {
    return std::unexpected(SealedStreamError::unknown_version);
  }
  if (size < head_size) return std::unexpected(SealedStreamError::cut);
  const BytesView named = BytesView(head).first(named_size);
  const SecretBytes keys = stretch(passphrase, named.last(salt_size));
  if (!constant_time_equal(mac_of(named, keys), BytesView(head).subspan(named_size))) {
    return std::unexpected(SealedStreamError::wrong_passphrase);
  }
  return SealedReader(std::move(source), chunk_key(keys));
}

std::expected<void, SealedStreamError> SealedReader::read(std::span<std::uint8_t> octets) {
  while (!octets.empty()) {
    if (taken_ == chunk_.view().size()) {
      if (const auto next = next_chunk(); !next) return next;
    }
    const BytesView left = chunk_.view().subspan(taken_);
    const BytesView some = left.first(std::min(left.size(), octets.size()));
    std::ranges::copy(some, octets.begin());
    taken_ += some.size();
    octets = octets.subspan(some.size());
  }
  return {};
}

std::expected<void, SealedStreamError> SealedReader::finish() {
  if (taken_ < chunk_.view().size()) return std::unexpected(SealedStreamError::trailing);
  if (is_last_) return {};
  if (const auto next = next_chunk(); !next) return next;
  const bool is_end = is_last_ && chunk_.view().empty();
  if (!is_end) return std::unexpected(SealedStreamError::trailing);
  return {};
}

// One chunk is read ahead: where none follows, this must be the last.
std::expected<void, SealedStreamError> SealedReader::next_chunk() {
  if (is_last_ || ahead_.empty()) return std::unexpected(SealedStreamError::cut);
  Bytes following(chunk_size + aead::overhead);
  following.resize(source_(following));
  is_last_ = following.empty();
  const auto is_at = [&](std::uint8_t kind) {
    return aead::open(key_.view(), ahead_, place(count_, kind));
  };
  auto opened = is_at(is_last_ ? last_chunk : middle_chunk);
  if (!opened) {
    const bool lacks_the_rest = is_last_ && is_at(middle_chunk);
    return std::unexpected(lacks_the_rest ? SealedStreamError::cut : SealedStreamError::altered);
  }
  const bool is_needless = opened->empty() && count_ > 0;
  if (is_needless) return std::unexpected(SealedStreamError::altered);
  chunk_ = *std::move(opened);
  taken_ = 0;
  ahead_ = std::move(following);
  ++count_;
  return {};
}

}  // namespace servicecard::keys
