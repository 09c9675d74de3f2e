#include "server/http/stream.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

namespace servicecard::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// What a test says, as it says it.
class Spoken final : public Stream {
 public:
  [[nodiscard]] std::optional<std::string> take() override {
    const std::scoped_lock lock(mutex_);
    if (said_.empty() && over_) return std::nullopt;
    return std::exchange(said_, {});
  }
  [[nodiscard]] std::string heartbeat() const override { return "still here\n"; }
  void wake_with(std::function<void()> wake) override {
    const std::scoped_lock lock(mutex_);
    wake_ = std::move(wake);
  }

  void say(const std::string& text) {
    const std::scoped_lock lock(mutex_);
    said_ += text;
    if (wake_) wake_();
  }
  void end() {
    const std::scoped_lock lock(mutex_);
    over_ = true;
    if (wake_) wake_();
  }

 private:
  std::mutex mutex_;
  std::string said_;
  bool over_ = false;
  std::function<void()> wake_;
};

class StreamTest : public ServerTest {
 protected:
  StreamTest() {
    router.add({.pattern = "/stream",
                .operation = "stream",
                .runs = Runs::on_io,
                .handler = plain([this](const Request&) {
                  Response response{.status = 200, .content_type = "text/event-stream"};
                  response.stream = spoken;
                  return response;
                })});
  }

  std::shared_ptr<Spoken> spoken = std::make_shared<Spoken>();
};

TEST_F(StreamTest, SendsEachPieceAsItComes) {
  RawClient client(port());
  client.send(get("/stream"));
  spoken->say("one\n");
  EXPECT_TRUE(client.read_until("one\n").starts_with("HTTP/1.1 200"));
  spoken->say("two\n");
  EXPECT_EQ(client.read_until("two\n"), "two\n");
}

TEST_F(StreamTest, HasNoLengthAndEndsWithItsConnection) {
  RawClient client(port());
  spoken->say("all\n");
  spoken->end();
  client.send(get("/stream"));
  const std::string answer = client.read_until("all\n");
  EXPECT_EQ(answer.find("Content-Length"), std::string::npos);
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(StreamTest, GivesASignOfLifeWhereNothingComes) {
  options.limits.heartbeat = milliseconds(1);
  RawClient client(port());
  client.send(get("/stream"));
  EXPECT_NE(client.read_until("still here\n").find("still here\n"), std::string::npos);
}

TEST_F(StreamTest, EndsWhenTheServerStops) {
  RawClient client(port());
  client.send(get("/stream"));
  spoken->say("one\n");
  static_cast<void>(client.read_until("one\n"));
  const auto start = std::chrono::steady_clock::now();
  server->stop(seconds(30));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(5));
  EXPECT_TRUE(client.is_closed());
}

TEST_F(StreamTest, KeepsNobodyElseWaiting) {
  RawClient listening(port());
  listening.send(get("/stream"));
  RawClient other(port());
  other.send(get("/hello"));
  EXPECT_EQ(other.receive()->body, "hello");
}

TEST_F(StreamTest, LetsGoOfItsSourceWhenTheClientHasGone) {
  options.limits.heartbeat = milliseconds(1);
  {
    RawClient client(port());
    client.send(get("/stream"));
    static_cast<void>(client.read_until("still here\n"));
  }
  server->stop(seconds(30));
  EXPECT_EQ(spoken.use_count(), 1);  // the test's own
}

}  // namespace
}  // namespace servicecard::http
