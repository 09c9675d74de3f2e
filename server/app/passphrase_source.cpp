#include "server/app/passphrase_source.h"

#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "server/app/data_layout.h"

namespace servicecard::app {
namespace {

constexpr const char* file_variable = "CARD_PASSPHRASE_FILE";
constexpr const char* text_variable = "CARD_PASSPHRASE";

std::unexpected<StartFailure> none(std::string advice) {
  return std::unexpected(
      StartFailure{.error = StartError::no_passphrase, .advice = std::move(advice)});
}

std::expected<keys::Passphrase, StartFailure> from_file(const std::filesystem::path& file) {
  auto passphrase = keys::passphrase_from_file(file);
  if (!passphrase) return none(keys::advice({.file = file, .error = passphrase.error()}));
  return std::move(*passphrase);
}

}  // namespace

std::expected<keys::Passphrase, StartFailure> find_passphrase(const std::filesystem::path& data) {
  if (const char* const file = std::getenv(file_variable)) return from_file(file);
  auto passphrase = keys::passphrase_from_environment(text_variable);
  if (passphrase) return std::move(*passphrase);
  if (passphrase.error() == keys::PassphraseError::weak) {
    return none(fmt::format(
        "the passphrase in {} is too weak: it takes 12 characters or more, 6 of them different",
        text_variable));
  }
  const std::filesystem::path file = passphrase_file(data);
  if (!std::filesystem::exists(file)) {
    return none(
        "no passphrase for the keys: set CARD_PASSPHRASE_FILE to a file that holds it, or "
        "put it into " +
        file.string() + " (mode 0600)");
  }
  return from_file(file);
}

}  // namespace servicecard::app
