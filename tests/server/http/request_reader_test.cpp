#include "server/http/request_reader.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/http/smuggling.h"

namespace servicecard::http {
namespace {

using State = RequestReader::State;

struct Outcome {
  State state = State::in_head;
  std::optional<Refusal> refusal{};
  Request request{};
  std::string left{};  // what belongs to the next request
};

// Feeds `text` in pieces of `step`, as a connection would bring it.
Outcome read(const std::string& text, std::size_t step, std::size_t limit = default_body_limit) {
  RequestReader reader;
  std::string waiting;
  for (std::size_t at = 0; at < text.size(); at += step) {
    waiting += text.substr(at, step);
    while (!waiting.empty()) {
      if (reader.state() == State::done || reader.state() == State::refused) break;
      const std::size_t taken = reader.feed(waiting);
      waiting.erase(0, taken);
      if (reader.state() == State::head_done)
        reader.limit_body(limit);
      else if (taken == 0)
        break;
    }
  }
  Outcome outcome{.state = reader.state(), .left = waiting};
  if (reader.state() == State::refused) outcome.refusal = reader.refusal();
  outcome.request = std::move(reader.request());
  return outcome;
}

class SmugglingAttempts : public testing::TestWithParam<SmugglingAttempt> {};

TEST_P(SmugglingAttempts, AreRefusedByNameHoweverTheyAreCut) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, GetParam().text.size()}) {
    const Outcome outcome = read(GetParam().text, step);
    ASSERT_EQ(outcome.state, State::refused) << "in pieces of " << step;
    EXPECT_EQ(*outcome.refusal, GetParam().refusal) << "in pieces of " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(RequestReader, SmugglingAttempts, testing::ValuesIn(smuggling_attempts()),
                         [](const auto& row) { return row.param.name; });

const std::string chunked_request =
    "POST /x?a=b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\nX-A:  v \r\n\r\n"
    "5\r\nhello\r\n6;ext=\"1\"\r\n world\r\n0\r\nTrailer: t\r\n\r\n";

TEST(RequestReader, ReadsAChunkedBodyAndDropsItsTrailers) {
  for (std::size_t step = 1; step <= chunked_request.size(); ++step) {
    const Outcome outcome = read(chunked_request, step);
    ASSERT_EQ(outcome.state, State::done) << step;
    EXPECT_EQ(outcome.request.body, "hello world");
    EXPECT_EQ(outcome.request.header("x-a"), "v");
    EXPECT_EQ(outcome.request.header("Trailer"), std::nullopt);
    EXPECT_EQ(outcome.request.query("a"), "b");
  }
}

TEST(RequestReader, ReadsAnEmptyChunkedBodyHoweverItIsCut) {
  const std::string text =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    EXPECT_EQ(read(text, step).state, State::done) << step;
  }
}

TEST(RequestReader, WantsMoreAtEveryCut) {
  for (std::size_t cut = 1; cut < chunked_request.size(); ++cut) {
    const State state = read(chunked_request.substr(0, cut), cut).state;
    EXPECT_TRUE(state == State::in_head || state == State::in_body) << cut;
  }
}

TEST(RequestReader, LeavesTheNextRequestAlone) {
  const std::string first = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab";
  const std::string second = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";
  const Outcome outcome = read(first + second, first.size() + second.size());
  EXPECT_EQ(outcome.state, State::done);
  EXPECT_EQ(outcome.request.body, "ab");
  EXPECT_EQ(outcome.left, second);
}

TEST(RequestReader, TakesABodyUpToItsLimitAndNoMore) {
  const auto with_length = [](std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'a');
  };
  EXPECT_EQ(read(with_length(1000), 97, 1000).state, State::done);
  const Outcome outcome = read(with_length(1001), 97, 1000);
  EXPECT_EQ(outcome.refusal, Refusal::body_too_large);
  EXPECT_EQ(outcome.request.body, "");
}

TEST(RequestReader, TakesAChunkedBodyUpToItsLimitAndNoMore) {
  const auto in_chunks = [](int count) {
    std::string text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < count; ++i) text += "64\r\n" + std::string(100, 'a') + "\r\n";
    return text + "0\r\n\r\n";
  };
  EXPECT_EQ(read(in_chunks(10), 97, 1000).state, State::done);
  EXPECT_EQ(read(in_chunks(11), 97, 1000).refusal, Refusal::body_too_large);
}

TEST(RequestReader, RefusesTheSizeOfAChunkThatNoNumberHolds) {
  const Outcome outcome = read(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", 11);
  EXPECT_EQ(outcome.refusal, Refusal::malformed);
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "ffffffffffffffff\r\n",
                 11)
                .refusal,
            Refusal::body_too_large);
}

TEST(RequestReader, RefusesAHeadThatIsTooLarge) {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
  EXPECT_EQ(read(start + "X: " + std::string(max_head_size, 'a'), 1000).refusal,
            Refusal::head_too_large);
  EXPECT_EQ(read("GET /" + std::string(max_head_size, 'a'), 1000).refusal, Refusal::head_too_large);
}

TEST(RequestReader, RefusesEndlessSmallFieldsThatComeOneByOne) {
  std::string text = "GET / HTTP/1.1\r\nHost: h\r\n";
  while (text.size() < max_head_size + 100) text += "X: a\r\n";
  EXPECT_EQ(read(text, 6).refusal, Refusal::head_too_large);
}

TEST(RequestReader, RefusesEndlessChunkExtensionsAndTrailers) {
  const std::string start = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(read(start + "1;a=" + std::string(2 * max_head_size, 'b'), 999).refusal,
            Refusal::malformed);
  EXPECT_EQ(read(start + "0\r\nX: " + std::string(2 * max_head_size, 'b'), 999).refusal,
            Refusal::malformed);
  std::string many = start;
  for (int i = 0; i < 1000; ++i) many += "1;a=" + std::string(100, 'b') + "\r\nx\r\n";
  EXPECT_EQ(read(many, 999).refusal, Refusal::malformed);
}

TEST(RequestReader, TakesABodyOfOneOctetChunks) {
  std::string text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20'000; ++i) text += "1\r\nx\r\n";
  EXPECT_EQ(read(text + "0\r\n\r\n", 999).request.body.size(), 20'000U);
}

TEST(RequestReader, KeepsAliveAsTheVersionsSay) {
  struct Row {
    const char* version;
    const char* connection;
    bool keeps;
  };
  const Row rows[] = {{"1.1", "", true},
                      {"1.1", "Connection: close\r\n", false},
                      {"1.0", "", false},
                      {"1.0", "Connection: keep-alive\r\n", true}};
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.version) + " " + row.connection);
    RequestReader reader;
    reader.feed("GET / HTTP/" + std::string(row.version) + "\r\nHost: h\r\n" + row.connection +
                "\r\n");
    ASSERT_EQ(reader.state(), State::head_done);
    EXPECT_EQ(reader.wants_keep_alive(), row.keeps);
  }
}

}  // namespace
}  // namespace servicecard::http
