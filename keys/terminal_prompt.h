#pragma once

#include <optional>
#include <string_view>

#include "cardlib/crypto/secret_bytes.h"

namespace servicecard::keys {

/// Asks at the controlling terminal, without echo, whatever standard input is: one line, without
/// its end. Nothing where there is no terminal.
[[nodiscard]] std::optional<SecretBytes> secret_from_terminal(std::string_view question);

}  // namespace servicecard::keys
