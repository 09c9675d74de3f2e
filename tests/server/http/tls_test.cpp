#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "tests/server/http/certificate.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"
#include "tests/support/temporary_directory.h"

namespace servicecard::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// What a client offers in its handshake.
struct Offer {
  int oldest = TLS1_2_VERSION;
  int newest = TLS1_3_VERSION;
  const char* suites = "DEFAULT";  // of TLS 1.2 and below
};

class TlsClient {
 public:
  TlsClient(std::uint16_t port, const Offer& offer)
      : raw_(port), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), offer.oldest);
    SSL_CTX_set_max_proto_version(context_.get(), offer.newest);
    SSL_CTX_set_cipher_list(context_.get(), offer.suites);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), raw_.descriptor());
  }

  [[nodiscard]] bool connect() { return SSL_connect(ssl_.get()) == 1; }
  [[nodiscard]] std::string suite() const { return SSL_get_cipher(ssl_.get()); }

  // Sends a request that ends the connection, and returns all that comes.
  [[nodiscard]] std::string ask(const std::string& request) {
    SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
    std::string all;
    char buffer[4096];
    for (int n = 0; (n = SSL_read(ssl_.get(), buffer, sizeof buffer)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(n));
    }
    ended_ = SSL_get_error(ssl_.get(), 0) == SSL_ERROR_ZERO_RETURN;
    return all;
  }
  /// True where the server said goodbye, so that nothing can have been cut off.
  [[nodiscard]] bool was_ended() const { return ended_; }

 private:
  RawClient raw_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_{nullptr, SSL_free};
  bool ended_ = false;
};

class TlsTest : public ServerTest {
 protected:
  TlsTest() { options.tls = write_certificate(folder); }

  [[nodiscard]] std::string failure_of(const ServerOptions& bad) const {
    try {
      const Server refused(router, bad, {});
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "started";
  }

  const test::TemporaryDirectory directory;
  const fs::path folder = directory.path();
};

TEST_F(TlsTest, ServesOverTls13And12) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(port(), {.oldest = version, .newest = version});
    ASSERT_TRUE(client.connect());
    const std::string answer = client.ask(get("/hello") + get("/pool", "Connection: close\r\n"));
    EXPECT_THAT(answer, testing::HasSubstr("\r\n\r\nhelloHTTP/1.1 200 OK"));
    EXPECT_THAT(answer, testing::EndsWith("\r\n\r\nfrom the pool"));
    EXPECT_THAT(answer, testing::HasSubstr("Strict-Transport-Security: max-age=31536000\r\n"));
    EXPECT_TRUE(client.was_ended());
  }
}

TEST_F(TlsTest, RefusesOlderVersions) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    TlsClient client(port(), {.oldest = version, .newest = version});
    EXPECT_FALSE(client.connect());
  }
}

TEST_F(TlsTest, RefusesWhatIsNotEphemeralOrNotAuthenticated) {
  for (const char* const suites :
       {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES128-SHA",
        "ECDHE-ECDSA-AES128-CCM", "DHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-NULL-SHA"}) {
    TlsClient client(port(), {.newest = TLS1_2_VERSION, .suites = suites});
    EXPECT_FALSE(client.connect()) << suites;
  }
  TlsClient client(port(), {.newest = TLS1_2_VERSION, .suites = "ECDHE-ECDSA-CHACHA20-POLY1305"});
  EXPECT_TRUE(client.connect());
}

TEST_F(TlsTest, DoesNotAnswerPlainHttp) {
  RawClient client(port());
  client.send(get("/hello"));
  EXPECT_FALSE(client.receive().has_value());
}

TEST_F(TlsTest, ClosesAConnectionWhoseHandshakeIsSlow) {
  options.limits.handshake = milliseconds(150);
  RawClient client(port());
  EXPECT_LT(client.time_until_closed(), milliseconds(2'500));
}

TEST_F(TlsTest, StopsWithConnectionsOpen) {
  TlsClient client(port(), {});
  ASSERT_TRUE(client.connect());
  const auto start = std::chrono::steady_clock::now();
  server->stop(std::chrono::seconds(30));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST_F(TlsTest, NamesTheFileThatCannotBeUsed) {
  ServerOptions bad = options;
  bad.tls->certificate = folder / "absent.pem";
  EXPECT_THAT(failure_of(bad), testing::HasSubstr("absent.pem"));
  bad = options;
  bad.tls->key = bad.tls->certificate;
  fs::permissions(bad.tls->key, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(failure_of(bad), testing::StartsWith("cannot read the TLS key"));
  bad = options;
  fs::create_directory(folder / "other");
  bad.tls->key = write_certificate(folder / "other").key;
  EXPECT_THAT(failure_of(bad), testing::HasSubstr("key"));
  EXPECT_EQ(failure_of(options), "started");
}

TEST_F(TlsTest, RefusesAKeyThatEverybodyCanRead) {
  fs::permissions(options.tls->key, fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(failure_of(options), testing::HasSubstr("open to every user"));
}

TEST_F(TlsTest, ListensBeyondThisMachine) {
  options.address = "0.0.0.0";
  EXPECT_EQ(failure_of(options), "started");
}

}  // namespace
}  // namespace servicecard::http
