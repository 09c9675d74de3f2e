#pragma once

#include <stdexcept>

#include <boost/asio/ssl/context.hpp>

#include "server/http/options.h"

namespace servicecard::http {

/// TLS 1.2 and 1.3, ephemeral elliptic-curve key exchange and authenticated encryption only, no
/// compression, no renegotiation, no session tickets. Throws std::runtime_error, which names the
/// file, where certificate and key cannot be read, do not belong together, or where everybody may
/// read the key.
[[nodiscard]] boost::asio::ssl::context make_tls_context(const TlsFiles& files);

}  // namespace servicecard::http
