#include <chrono>
#include <future>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

namespace servicecard::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class StopTest : public ServerTest {
 protected:
  std::future<void> stop_within(milliseconds grace) {
    return std::async(std::launch::async, [this, grace] { server->stop(grace); });
  }
};

TEST_F(StopTest, FinishesARequestInFlightAndThenCloses) {
  RawClient client(port());
  client.send(get("/wait"));
  wait_for_waiting(1);
  const auto stopped = stop_within(seconds(30));
  EXPECT_EQ(stopped.wait_for(milliseconds(50)), std::future_status::timeout);
  release();
  const auto response = client.receive().value();
  EXPECT_EQ(response.body, "waited");
  EXPECT_EQ(response.field("Connection"), "close");
  client.end();
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(stopped.wait_for(seconds(5)), std::future_status::ready);
}

TEST_F(StopTest, ClosesIdleConnectionsAtOnceAndAcceptsNoMore) {
  RawClient silent(port());
  RawClient idle(port());
  idle.send(get("/hello"));
  EXPECT_EQ(idle.receive()->status, 200);
  const std::uint16_t where = port();
  const auto start = std::chrono::steady_clock::now();
  server->stop(seconds(30));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(5));
  EXPECT_TRUE(idle.is_closed());
  EXPECT_TRUE(silent.is_closed());
  EXPECT_THROW(RawClient{where}, std::runtime_error);
}

TEST_F(StopTest, FinishesARequestThatIsStillComing) {
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbo");
  RawClient probe(port());  // once it is served, the other has been read
  probe.send(get("/hello"));
  EXPECT_EQ(probe.receive()->status, 200);
  const auto stopped = stop_within(seconds(30));
  EXPECT_EQ(stopped.wait_for(milliseconds(50)), std::future_status::timeout);
  client.send("dy");
  EXPECT_EQ(client.receive()->body, "body");
}

TEST_F(StopTest, CutsWhatIsStillComingWhenTheGraceEnds) {
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbo");
  RawClient probe(port());
  probe.send(get("/hello"));
  EXPECT_EQ(probe.receive()->status, 200);
  server->stop(milliseconds(50));
  EXPECT_TRUE(client.is_closed());
}

TEST_F(StopTest, StopsTwiceAndWithoutAStart) {
  EXPECT_NE(port(), 0);
  server->stop(milliseconds(100));
  server->stop(milliseconds(100));
  const Server never_started(router, options, {});
}

}  // namespace
}  // namespace servicecard::http
