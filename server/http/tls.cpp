#include "server/http/tls.h"

#include <string>

#include <openssl/ssl.h>

namespace servicecard::http {
namespace {

namespace ssl = boost::asio::ssl;
namespace fs = std::filesystem;

constexpr auto tls12_suites = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr auto groups = "X25519:P-256:P-384";

void require(bool done, const std::string& what) {
  if (!done) throw std::runtime_error(what);
}

void refuse_open_key(const fs::path& key) {
  const auto permissions = fs::status(key).permissions();
  require((permissions & fs::perms::others_all) == fs::perms::none,
          "the TLS key " + key.string() + " is open to every user of this machine (chmod o-rwx)");
}

void restrict_to_strong(SSL_CTX* context) {
  require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
              SSL_CTX_set_cipher_list(context, tls12_suites) == 1 &&
              SSL_CTX_set1_groups_list(context, groups) == 1,
          "OpenSSL lacks the TLS suites that this server uses");
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

}  // namespace

ssl::context make_tls_context(const TlsFiles& files) {
  ssl::context context(ssl::context::tls_server);
  SSL_CTX* const native = context.native_handle();
  restrict_to_strong(native);
  require(SSL_CTX_use_certificate_chain_file(native, files.certificate.c_str()) == 1,
          "cannot read the TLS certificate " + files.certificate.string());
  refuse_open_key(files.key);
  require(SSL_CTX_use_PrivateKey_file(native, files.key.c_str(), SSL_FILETYPE_PEM) == 1,
          "cannot read the TLS key " + files.key.string());
  require(SSL_CTX_check_private_key(native) == 1,
          "the TLS key " + files.key.string() + " is not that of the certificate");
  return context;
}

}  // namespace servicecard::http
