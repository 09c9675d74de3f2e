#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

// What slow, many and greedy clients get. The limits are short; "soon" is well under the others.
namespace servicecard::http {
namespace {

using std::chrono::milliseconds;
using Clients = std::vector<std::unique_ptr<RawClient>>;

constexpr milliseconds limit{150};
constexpr milliseconds soon{2'500};

class LimitsTest : public ServerTest {
 protected:
  LimitsTest() {
    options.limits.head = milliseconds(60'000);
    options.limits.body = milliseconds(60'000);
    options.limits.idle = milliseconds(60'000);
  }

  Clients connect(std::size_t count, const std::string& from = "127.0.0.1") {
    Clients clients;
    for (std::size_t i = 0; i < count; ++i) {
      clients.push_back(std::make_unique<RawClient>(port(), from));
      clients.back()->send(get("/hello"));
      EXPECT_EQ(clients.back()->receive()->status, 200);
    }
    return clients;
  }
};

void expect_closed_in_time(RawClient& client) {
  const milliseconds taken = client.time_until_closed();
  EXPECT_GE(taken, limit / 2);
  EXPECT_LT(taken, soon);
}

TEST_F(LimitsTest, ClosesAConnectionThatSaysNothing) {
  options.limits.head = limit;
  RawClient client(port());
  expect_closed_in_time(client);
}

TEST_F(LimitsTest, ClosesAConnectionWhoseFirstHeadIsSlow) {
  options.limits.head = limit;
  RawClient client(port());
  client.send("GET /hello HTTP/1.1\r\n");
  expect_closed_in_time(client);
}

TEST_F(LimitsTest, ClosesAConnectionWhoseHeadDrips) {
  options.limits.head = limit;
  RawClient client(port());
  const auto start = std::chrono::steady_clock::now();
  client.send(get("/hello") + "GET");
  EXPECT_EQ(client.receive()->status, 200);
  const std::jthread dripping([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      client.send("a");
      std::this_thread::sleep_for(milliseconds(10));
    }
  });
  EXPECT_LT(client.time_until_closed(), soon);
  EXPECT_GE(std::chrono::steady_clock::now() - start, limit / 2);
}

TEST_F(LimitsTest, ClosesAConnectionWhoseBodyIsSlow) {
  options.limits.body = limit;
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nbegun");
  expect_closed_in_time(client);
}

TEST_F(LimitsTest, GivesALargeBodyMoreTime) {
  options.limits.body = limit;
  RawClient client(port());
  client.send("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 4194304\r\n\r\n");
  const milliseconds taken = client.time_until_closed();
  EXPECT_GE(taken, 4 * limit);
  EXPECT_LT(taken, soon);
}

TEST_F(LimitsTest, ClosesAConnectionThatIsIdleBetweenRequests) {
  options.limits.idle = limit;
  RawClient client(port());
  client.send(get("/hello"));
  EXPECT_EQ(client.receive()->status, 200);
  expect_closed_in_time(client);
}

TEST_F(LimitsTest, ClosesAConnectionThatDoesNotReadItsAnswers) {
  options.limits.write = limit;
  const RawClient client(port());
  std::string many;
  for (int i = 0; i < 40; ++i) many += get("/large");
  client.send(many);
  std::this_thread::sleep_for(4 * limit);
  server->stop(milliseconds(0));  // joins: were the session still writing, it would be cut here
  const std::lock_guard lock(mutex);
  EXPECT_LT(answered.size(), 40U);
  EXPECT_GE(answered.size(), 1U);
}

TEST_F(LimitsTest, LetsAHandlerTakeItsTime) {
  options.limits = {
      .handshake = limit, .head = limit, .body = limit, .idle = limit, .write = limit};
  RawClient client(port());
  client.send(get("/wait"));
  wait_for_waiting(1);
  std::this_thread::sleep_for(3 * limit);
  release();
  EXPECT_EQ(client.receive()->body, "waited");
}

TEST_F(LimitsTest, TurnsAwayOneConnectionTooManyFromOneAddress) {
  options.limits.connections_per_address = 3;
  const Clients clients = connect(3);
  RawClient fourth(port());
  const auto response = fourth.receive().value();
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.field("Retry-After"), "5");
  EXPECT_EQ(response.field("Content-Type"), "application/problem+json");
  EXPECT_TRUE(fourth.is_closed());
  EXPECT_EQ(connect(1, "127.0.0.2").size(), 1U);
}

TEST_F(LimitsTest, TurnsAwayOneConnectionTooManyInAll) {
  options.limits.connections = 3;
  const Clients first = connect(2);
  const Clients second = connect(1, "127.0.0.2");
  RawClient fourth(port(), "127.0.0.3");
  const auto response = fourth.receive().value();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.field("Retry-After"), "5");
  EXPECT_TRUE(fourth.is_closed());
}

TEST_F(LimitsTest, LetsTheNextInWhenOneLeaves) {
  options.limits.connections_per_address = 1;
  {
    RawClient client(port());
    client.send(get("/hello", "Connection: close\r\n"));
    EXPECT_EQ(client.receive()->status, 200);
    EXPECT_TRUE(client.is_closed());
  }
  for (int i = 0;; ++i) {
    RawClient next(port());
    next.send(get("/hello"));
    const auto response = next.receive();
    if (response && response->status == 200) break;
    ASSERT_LT(i, 100);
    std::this_thread::sleep_for(milliseconds(10));
  }
}

TEST_F(LimitsTest, BehindAProxyCountsConnectionsInAllOnly) {
  options.behind_proxy = true;
  options.limits.connections_per_address = 1;
  EXPECT_EQ(connect(5).size(), 5U);
}

TEST_F(LimitsTest, AnswersBusyWhenThePoolIsFull) {
  options.pool_threads = 1;
  options.pool_queue = 1;
  RawClient first(port());
  RawClient second(port());
  RawClient third(port());
  first.send(get("/wait"));
  wait_for_waiting(1);
  second.send(get("/pool"));
  third.send(get("/hello"));  // once it is served, the second has been read
  EXPECT_EQ(third.receive()->status, 200);
  third.send(get("/pool"));
  const auto response = third.receive().value();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.field("Retry-After"), "1");
  release();
  EXPECT_EQ(first.receive()->body, "waited");
  EXPECT_EQ(second.receive()->body, "from the pool");
  third.send(get("/pool"));
  EXPECT_EQ(third.receive()->status, 200);
}

TEST_F(LimitsTest, AnswersBusyWhenTooManyLargeBodiesAreComing) {
  options.limits.large_bodies = 1;
  const std::string head = "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 2097152\r\n\r\n";
  auto first = std::make_unique<RawClient>(port());
  first->send(head + "begun");
  RawClient probe(port());
  probe.send(get("/hello"));
  EXPECT_EQ(probe.receive()->status, 200);
  RawClient second(port());
  second.send(head);
  const auto response = second.receive().value();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.field("Retry-After"), "1");
  RawClient small(port());
  small.send(post("/upload", "small"));
  EXPECT_EQ(small.receive()->body, "5");
}

TEST_F(LimitsTest, ServesHonestClientsWhileManySlowOnesHoldConnections) {
  Clients slow;
  for (int i = 0; i < 500; ++i) {
    slow.push_back(std::make_unique<RawClient>(port(), "127.0.1." + std::to_string(i % 250 + 1)));
    slow.back()->send("GET / HTTP/1.1\r\nHost:");
  }
  RawClient honest(port());
  for (int i = 0; i < 100; ++i) {
    honest.send(get("/hello"));
    ASSERT_EQ(honest.receive()->status, 200);
  }
}

}  // namespace
}  // namespace servicecard::http
