#include "server/api/changes.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "cardlib/codec/json.h"
#include "server/api/format.h"
#include "server/api/guard.h"
#include "server/http/problem.h"

namespace servicecard::api {
namespace {

using counter::ChangeFeed;
using counter::FeedMark;

std::string text_of(const FeedMark& mark) {
  return std::to_string(mark.run) + "-" + std::to_string(mark.sequence);
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// What `text_of` wrote; nothing for any other text, and the follower begins anew.
std::optional<FeedMark> mark_of(std::string_view text) {
  const std::size_t hyphen = std::min(text.find('-'), text.size());
  const auto run = whole_number(text.substr(0, hyphen));
  const auto sequence = whole_number(text.substr(std::min(hyphen + 1, text.size())));
  if (!run || !sequence) return std::nullopt;
  return FeedMark{.run = *run, .sequence = *sequence};
}

void append(std::string& out, const char* event, const FeedMark& mark, const json::object& data) {
  out.append("event: ").append(event).append("\nid: ").append(text_of(mark));
  out.append("\ndata: ").append(json::serialize(data)).append("\n\n");
}

json::object to_json(const counter::StatusEvent& event) {
  return {{"uri", event.uri},
          {"idx", event.index},
          {"status", event.status},
          {"at", timestamp(event.at)}};
}

/// One follower's events, for as long as its key and its contract are in force.
class ChangeStream final : public http::Stream {
 public:
  ChangeStream(std::shared_ptr<ChangeFeed::Follower> follower, counter::Caller caller,
               std::uint64_t run, const counter::PartnerMemory& partners,
               const access::Clock& clock)
      : follower_(std::move(follower)),
        caller_(std::move(caller)),
        run_(run),
        partners_(partners),
        clock_(clock) {}

  [[nodiscard]] std::optional<std::string> take() override {
    if (!partners_.may_follow(caller_, clock_.now())) return std::nullopt;
    const auto batch = follower_->take();
    std::string text;
    if (batch.begins) {
      FeedMark before = batch.mark;
      before.sequence -= batch.events.size();
      append(text, "begin", before, {{"at", timestamp(clock_.now())}});
    }
    for (const counter::StatusEvent& event : batch.events) {
      append(text, "status", {.run = run_, .sequence = event.sequence}, to_json(event));
    }
    return text;
  }

  [[nodiscard]] std::string heartbeat() const override { return ":\n\n"; }

  void wake_with(std::function<void()> wake) override { follower_->wake_with(std::move(wake)); }

 private:
  std::shared_ptr<ChangeFeed::Follower> follower_;
  counter::Caller caller_;
  std::uint64_t run_;
  const counter::PartnerMemory& partners_;
  const access::Clock& clock_;
};

http::Problem too_many_followers() {
  return {
      .status = 429,
      .name = "too-many-followers",
      .title = {.zh = "本单位同时打开的变更流过多", .en = "Too many streams of your own are open"},
      .detail = {.zh = "请关闭不用的连接，最多同时 4 个",
                 .en = "Close those that you do not need; 4 may be open at a time"}};
}

http::Problem not_contracted() {
  return {.status = 409,
          .name = "partner-not-contracted",
          .title = {.zh = "本单位当前没有有效的协议", .en = "Your contract is not in force"}};
}

http::Response follow(ChangeFeed& feed, const counter::PartnerMemory& partners,
                      const access::Clock& clock, const http::Request& request) {
  const counter::Caller& caller = partner_of(request);
  if (!partners.may_follow(caller, clock.now())) return problem_response(request, not_contracted());
  const auto last = request.header("Last-Event-ID");
  auto follower = feed.follow(caller.partner, last ? mark_of(*last) : std::nullopt, clock.now());
  if (!follower) return problem_response(request, too_many_followers());
  http::Response response{.status = 200, .content_type = "text/event-stream"};
  response.headers.add("X-Accel-Buffering", "no");  // a proxy must not hold it back
  if (request.method != http::Method::head) {
    response.stream =
        std::make_shared<ChangeStream>(std::move(follower), caller, feed.run(), partners, clock);
  }
  return response;
}

}  // namespace

void add_change_routes(http::Router& router, counter::ChangeFeed& feed,
                       const counter::PartnerMemory& partners, const access::Clock& clock) {
  router.add({.pattern = "/v1/changes",
              .operation = "followChanges",
              .runs = http::Runs::on_io,
              .access = may_follow,
              .handler = http::plain([&feed, &partners, &clock](const http::Request& request) {
                return follow(feed, partners, clock, request);
              })});
}

}  // namespace servicecard::api
