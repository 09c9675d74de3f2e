#include "server/app/logging.h"

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace servicecard::app {
namespace {

class LogTest : public testing::Test {
 protected:
  // Every line must be JSON by itself.
  [[nodiscard]] std::vector<boost::json::object> lines() const {
    std::vector<boost::json::object> parsed;
    std::ifstream in(options.file);
    for (std::string line; std::getline(in, line);) {
      parsed.push_back(boost::json::parse(line).as_object());
    }
    return parsed;
  }

  const test::TemporaryDirectory directory;
  LogOptions options{.file = directory.path() / "card.log"};
};

TEST_F(LogTest, WritesALineOfJsonForEachEvent) {
  {
    Log log(options);
    log.info("started",
             {{"port", std::int64_t{8080}}, {"tls", true}, {"data", "/d"}, {"load", 0.5}});
    log.error("broken");
  }
  const auto written = lines();
  ASSERT_EQ(written.size(), 2U);
  EXPECT_EQ(written[0].at("message"), "started");
  EXPECT_EQ(written[0].at("level"), "info");
  EXPECT_EQ(written[0].at("port"), 8080);
  EXPECT_EQ(written[0].at("tls"), true);
  EXPECT_EQ(written[0].at("data"), "/d");
  EXPECT_EQ(written[0].at("load"), 0.5);
  EXPECT_EQ(written[0].at("time").as_string().size(), 24U);
  EXPECT_EQ(written[0].at("time").as_string().back(), 'Z');
  EXPECT_EQ(written[1].at("level"), "error");
}

TEST_F(LogTest, KeepsHostileTextInsideItsField) {
  {
    Log log(options);
    log.info("a\"b\\c\nd\x01\x7f", {{"x", "{\"level\":\"error\"}\r\n张"}});
    log.info("not UTF-8: \xff\xfe");
    log.info("%v %l {} {0}");
  }
  const auto written = lines();
  ASSERT_EQ(written.size(), 3U);
  EXPECT_EQ(written[0].at("message"), "a\"b\\c\nd\x01\x7f");
  EXPECT_EQ(written[0].at("x"), "{\"level\":\"error\"}\r\n张");
  EXPECT_EQ(written[2].at("message"), "%v %l {} {0}");
}

TEST_F(LogTest, LeavesOutWhatIsBelowItsLevel) {
  options.level = LogLevel::warn;
  {
    Log log(options);
    log.write(LogLevel::debug, "no");
    log.info("no");
    log.warn("yes");
  }
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_EQ(lines()[0].at("message"), "yes");
}

http::Answered sample(const http::Route* route) {
  return {.route = route,
          .method = http::Method::post,
          .status = 204,
          .elapsed = std::chrono::microseconds(1234),
          .request_id = "r-1",
          .peer = "127.0.0.1"};
}

TEST_F(LogTest, WritesThePatternOfARequestAndNotItsPath) {
  const http::Route route{.method = http::Method::post, .pattern = "/v1/cards/{number}/revoke"};
  {
    Log log(options);
    log.access(sample(&route));
    log.access(sample(nullptr));
  }
  boost::json::object line = lines().at(0);
  line["time"] = "";
  EXPECT_EQ(boost::json::serialize(line),
            R"({"time":"","level":"info","message":"request","request":"r-1","method":"POST",)"
            R"("route":"/v1/cards/{number}/revoke","status":204,"us":1234,"peer":"127.0.0.1"})");
  EXPECT_EQ(lines().at(1).at("route"), "");
}

TEST_F(LogTest, WritesNoRequestsWhereTheyAreNotWanted) {
  options.access = false;
  {
    Log log(options);
    log.access(sample(nullptr));
  }
  EXPECT_TRUE(lines().empty());
}

TEST_F(LogTest, WarnsOfAnAlarmByItsName) {
  {
    Log log(options);
    log.alarm({.kind = access::AlarmKind::many_cards, .subject = "actor:wang", .detail = "all"});
  }
  boost::json::object line = lines().at(0);
  line["time"] = "";
  EXPECT_EQ(boost::json::serialize(line),
            R"({"time":"","level":"warning","message":"alarm","alarm":"many-cards",)"
            R"("subject":"actor:wang","detail":"all"})");
}

TEST_F(LogTest, KeepsLinesWholeUnderSeveralThreads) {
  {
    Log log(options);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 250; ++j) log.info("line", {{"text", std::string(200, 'a')}});
      });
    }
  }
  EXPECT_EQ(lines().size(), 1000U);
}

TEST_F(LogTest, AppendsToTheFileThatIsThere) {
  Log(options).info("first");
  Log(options).info("second");
  EXPECT_EQ(lines().size(), 2U);
}

TEST_F(LogTest, RefusesAFileThatItCannotWrite) {
  options.file = directory.path();
  EXPECT_THROW(Log{options}, std::runtime_error);
}

}  // namespace
}  // namespace servicecard::app
