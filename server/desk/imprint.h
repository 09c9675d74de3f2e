#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cardlib/codec/json.h"
#include "cardlib/identity/bilingual.h"
#include "server/access/actor.h"
#include "server/desk/desk.h"

namespace servicecard::desk {

/// What the county says of itself on every card.
struct Imprint {
  BilingualText scheme;  ///< the name of the card, 1 to 20 and 1 to 60 characters
  std::string issuer;    ///< 1 to 40 characters
  std::string hotline;   ///< up to 30 characters; none where it is empty

  bool operator==(const Imprint&) const = default;
};

enum class ImprintError {
  bad_scheme,   ///< a name that is missing, too long, or has outer spaces or control characters
  bad_issuer,   ///< the same
  bad_hotline,  ///< too long, or with outer spaces or control characters
};

[[nodiscard]] std::string_view to_string(ImprintError error);

/// As it was set; else the scheme's usual name, and the issuer's address in place of its name.
[[nodiscard]] Imprint show_imprint(const Desk& desk);
[[nodiscard]] std::expected<Imprint, ImprintError> set_imprint(const Desk& desk,
                                                               const access::Act& act,
                                                               const Imprint& imprint);

// How it is kept: as a setting, and with what was printed under it.
[[nodiscard]] json::object imprint_json(const Imprint& imprint);
[[nodiscard]] Imprint read_imprint(const std::string& text);

}  // namespace servicecard::desk
