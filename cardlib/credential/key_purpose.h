#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cardlib/codec/names.h"

namespace servicecard {

/// What a key may sign. A signature made by a key of another purpose is no signature.
enum class KeyPurpose : std::uint8_t {
  card,     ///< both credentials of a card
  status,   ///< status list tokens
  pack,     ///< manifests of offline packs
  receipt,  ///< receipts of redemptions
  journal,  ///< checkpoints of the journal
  root,     ///< the trust list, and nothing else; its private key stays offline
};

inline constexpr std::array all_key_purposes = {KeyPurpose::card,    KeyPurpose::status,
                                                KeyPurpose::pack,    KeyPurpose::receipt,
                                                KeyPurpose::journal, KeyPurpose::root};

/// The name in trust lists, key rings, commands and logs.
[[nodiscard]] constexpr std::string_view to_string(KeyPurpose purpose) {
  switch (purpose) {
    case KeyPurpose::card:
      return "card";
    case KeyPurpose::status:
      return "status";
    case KeyPurpose::pack:
      return "pack";
    case KeyPurpose::receipt:
      return "receipt";
    case KeyPurpose::journal:
      return "journal";
    case KeyPurpose::root:
      return "root";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<KeyPurpose> parse_key_purpose(std::string_view name) {
  return find_by_name(all_key_purposes, name);
}

/// Where a key is in its life. It only ever moves down this list.
enum class KeyState : std::uint8_t {
  pending,  ///< announced, signs nothing yet
  active,   ///< signs and verifies; one key per purpose
  retired,  ///< verifies only
  revoked,  ///< verifies nothing offline: a thief can backdate what he signs
};

inline constexpr std::array all_key_states = {KeyState::pending, KeyState::active,
                                              KeyState::retired, KeyState::revoked};

/// The name in trust lists, key rings, commands and logs.
[[nodiscard]] constexpr std::string_view to_string(KeyState state) {
  switch (state) {
    case KeyState::pending:
      return "pending";
    case KeyState::active:
      return "active";
    case KeyState::retired:
      return "retired";
    case KeyState::revoked:
      return "revoked";
  }
  return {};
}

[[nodiscard]] constexpr std::optional<KeyState> parse_key_state(std::string_view name) {
  return find_by_name(all_key_states, name);
}

}  // namespace servicecard
