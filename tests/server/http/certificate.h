#pragma once

#include <filesystem>

#include "server/http/options.h"

namespace servicecard::http {

/// Writes a self-signed P-256 certificate for 127.0.0.1 and its key into `folder`.
[[nodiscard]] TlsFiles write_certificate(const std::filesystem::path& folder);

}  // namespace servicecard::http
