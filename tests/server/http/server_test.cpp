#include "server/http/server.h"

#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/smuggling.h"
#include "tests/server/http/test_server.h"

namespace servicecard::http {
namespace {

using std::chrono::milliseconds;

TEST_F(ServerTest, AnswersWithTheFieldsThatEveryAnswerHas) {
  RawClient client(port());
  client.send(get("/hello"));
  const auto response = client.receive().value();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(response.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(response.field("Cache-Control"), "no-store");
  EXPECT_EQ(response.field("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.field("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(response.field("X-Request-Id").size(), 15U);
  EXPECT_EQ(response.field("Date").size(),
            std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
  EXPECT_EQ(response.field("Connection"), "");
  EXPECT_EQ(response.field("Strict-Transport-Security"), "");
}

TEST_F(ServerTest, KeepsAConnectionAliveAndNamesEachRequest) {
  RawClient client(port());
  client.send(get("/hello"));
  const auto first = client.receive().value();
  client.send(get("/pool"));
  const auto second = client.receive().value();
  EXPECT_EQ(second.body, "from the pool");
  EXPECT_NE(first.field("X-Request-Id"), second.field("X-Request-Id"));
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  RawClient client(port());
  client.send(get("/pool") + post("/echo", "one") + get("/hello") + post("/echo", "two"));
  EXPECT_EQ(client.receive()->body, "from the pool");
  EXPECT_EQ(client.receive()->body, "one");
  EXPECT_EQ(client.receive()->body, "hello");
  EXPECT_EQ(client.receive()->body, "two");
}

TEST_F(ServerTest, ClosesWhenTheClientAsksForIt) {
  RawClient client(port());
  client.send(get("/hello", "Connection: close\r\n"));
  EXPECT_EQ(client.receive()->field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, AnswersAClientThatHasSaidItsLastWord) {
  RawClient client(port());
  client.send(get("/pool"));
  client.end();
  EXPECT_EQ(client.receive()->body, "from the pool");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, ReadsAChunkedBodyThatComesInPieces) {
  RawClient client(port());
  const std::string text =
      "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
  for (const char octet : text) {
    client.send({&octet, 1});
    std::this_thread::yield();
  }
  EXPECT_EQ(client.receive()->body, "hello world");
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
  RawClient client(port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n" + get("/pool"));
  const auto head = client.receive_head().value();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.field("Content-Length"), "5");
  EXPECT_EQ(client.receive()->body, "from the pool");
}

TEST_F(ServerTest, AnswersNotFoundAndMethodNotAllowedAndCarriesOn) {
  RawClient client(port());
  client.send(get("/nowhere") + post("/hello", "body") + get("/hello"));
  EXPECT_EQ(client.receive()->status, 404);
  const auto not_allowed = client.receive().value();
  EXPECT_EQ(not_allowed.status, 405);
  EXPECT_EQ(not_allowed.field("Allow"), "OPTIONS, GET, HEAD");
  EXPECT_EQ(client.receive()->body, "hello");
}

TEST_F(ServerTest, SendsALargeBodyWhole) {
  RawClient client(port());
  client.send(get("/large"));
  EXPECT_EQ(client.receive()->body.size(), 1024U * 1024U);
}

TEST_F(ServerTest, SaysContinueToAClientThatWaitsForIt) {
  RawClient client(port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive_head()->status, 100);
  client.send("body");
  EXPECT_EQ(client.receive()->body, "body");
}

TEST_F(ServerTest, RefusesWithoutContinueABodyThatIsTooLarge) {
  RawClient client(port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 413);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, TakesABodyUpToTheLimitOfItsRoute) {
  RawClient client(port());
  client.send(post("/echo", std::string(65'536, 'a')));
  EXPECT_EQ(client.receive()->status, 200);
  client.send(post("/upload", std::string(std::size_t{4} * 1024 * 1024, 'a')));
  EXPECT_EQ(client.receive()->body, "4194304");
}

TEST_F(ServerTest, LetsTheAnswerToATooLargeBodyReachItsSender) {
  RawClient client(port());
  client.send(post("/echo", std::string(200'000, 'a')));
  const auto response = client.receive();
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 413);
  EXPECT_EQ(response->field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, AnswersABrokenHandlerWithABare500AndCarriesOn) {
  RawClient client(port());
  client.send(get("/throw") + get("/hello"));
  const auto response = client.receive().value();
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"type":"about:blank","title":"Internal Server Error","status":500,)"
                           R"("instance":"/requests/)" +
                               response.field("X-Request-Id") + "\"}");
  EXPECT_EQ(client.receive()->body, "hello");
}

TEST_F(ServerTest, TellsOfEveryAnswer) {
  RawClient client(port());
  client.send(get("/hello") + get("/nowhere") + "BREW / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 200);
  EXPECT_EQ(client.receive()->status, 404);
  EXPECT_EQ(client.receive()->status, 501);
  server->stop(milliseconds(1000));
  EXPECT_EQ(answered, (std::vector<std::string>{"/hello 200", "none 404", "none 501"}));
}

TEST_F(ServerTest, NamesTheClientByItsOwnAddressUnlessBehindAProxy) {
  RawClient client(port(), "127.0.0.7");
  client.send(get("/peer", "X-Forwarded-For: 10.0.0.1\r\n"));
  EXPECT_EQ(client.receive()->body, "127.0.0.7");
}

TEST_F(ServerTest, BehindAProxyNamesTheClientThatTheProxySaw) {
  options.behind_proxy = true;
  RawClient client(port());
  client.send(get("/peer", "X-Forwarded-For: 10.0.0.1, 10.0.0.2\r\n") +
              get("/peer", "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: ::ffff:10.0.0.3\r\n") +
              get("/peer", "X-Forwarded-For: <script>\r\n") + get("/peer"));
  for (const char* const peer : {"10.0.0.2", "10.0.0.3", "127.0.0.1", "127.0.0.1"}) {
    EXPECT_EQ(client.receive()->body, peer);
  }
}

TEST_F(ServerTest, ServesOnSeveralIoThreads) {
  options.io_threads = 3;
  for (int i = 0; i < 7; ++i) {
    RawClient client(port());
    client.send(get("/pool"));
    EXPECT_EQ(client.receive()->body, "from the pool");
  }
}

class SmugglingOverASocket : public ServerTest,
                             public testing::WithParamInterface<SmugglingAttempt> {};

int status_of(Refusal refusal) { return static_cast<int>(refusal_response({}, refusal).status); }

TEST_P(SmugglingOverASocket, IsAnsweredOnceAndClosed) {
  RawClient client(port());
  client.send(GetParam().text + get("/hello"));
  const auto response = client.receive();
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, status_of(GetParam().refusal));
  EXPECT_EQ(response->field("Connection"), "close");
  EXPECT_EQ(response->field("Content-Type"), "application/problem+json");
  EXPECT_TRUE(client.is_closed());
}

INSTANTIATE_TEST_SUITE_P(ServerTest, SmugglingOverASocket, testing::ValuesIn(smuggling_attempts()),
                         [](const auto& row) { return row.param.name; });

TEST(Server, RefusesToListenBeyondThisMachineWithoutTls) {
  const Router router;
  for (const char* const address : {"0.0.0.0", "::", "192.0.2.1"}) {
    EXPECT_THROW(Server(router, {.address = address}, {}), std::runtime_error) << address;
    EXPECT_NO_THROW(Server(router, {.address = address, .behind_proxy = true}, {})) << address;
  }
  for (const char* const address : {"127.0.0.1", "127.8.8.8", "::1"}) {
    EXPECT_NO_THROW(Server(router, {.address = address}, {})) << address;
  }
  EXPECT_THROW(Server(router, {.address = "localhost"}, {}), std::runtime_error);
}

}  // namespace
}  // namespace servicecard::http
