#include "keys/passphrase.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>

#include <openssl/crypto.h>

#include "cardlib/codec/base32.h"
#include "keys/private_file.h"

namespace servicecard::keys {
namespace {

bool is_control(std::uint8_t octet) { return octet < 0x20 || octet == 0x7f; }

std::size_t count_different(BytesView text) {
  std::bitset<256> seen;
  for (const std::uint8_t octet : text) seen.set(octet);
  return seen.count();
}

BytesView without_line_end(BytesView text) {
  if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
  if (!text.empty() && text.back() == '\r') text = text.first(text.size() - 1);
  return text;
}

}  // namespace

std::expected<Passphrase, PassphraseError> Passphrase::parse(BytesView text) {
  const bool good = text.size() >= min_length && text.size() <= max_length &&
                    count_different(text) >= min_different &&
                    std::ranges::none_of(text, is_control);
  if (!good) return std::unexpected(PassphraseError::weak);
  return Passphrase(SecretBytes::copy_of(text));
}

Passphrase Passphrase::make(RandomSource& random) {
  SecretBytes seed(20);
  random.fill(seed.writable());
  std::string text = base32::encode(seed.view());
  Passphrase made(SecretBytes::copy_of(as_bytes(text)));
  OPENSSL_cleanse(text.data(), text.size());
  return made;
}

std::expected<void, FileError> Passphrase::save(const std::filesystem::path& file) const {
  SecretBytes line(text_.view().size() + 1);
  std::ranges::copy(text_.view(), line.writable().begin());
  line.writable().back() = '\n';
  return create_file(file, line.view());
}

std::expected<Passphrase, FileError> passphrase_from_file(const std::filesystem::path& file) {
  const auto content = read_file(file, Readers::owner_alone);
  if (!content) return std::unexpected(content.error());
  auto passphrase = Passphrase::parse(without_line_end(content->view()));
  if (!passphrase) return std::unexpected(FileError::weak_passphrase);
  return std::move(*passphrase);
}

std::expected<Passphrase, PassphraseError> passphrase_from_environment(const std::string& name) {
  const char* const text = std::getenv(name.c_str());
  if (text == nullptr) return std::unexpected(PassphraseError::unset);
  return Passphrase::parse(as_bytes(text));
}

}  // namespace servicecard::keys
