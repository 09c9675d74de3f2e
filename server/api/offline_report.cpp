#include "server/api/offline_report.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "cardlib/codec/base64url.h"
#include "server/api/format.h"
#include "server/api/idempotency_key.h"

namespace servicecard::api {
namespace {

constexpr Bilingual a_key{"应为 1 到 64 个可见 ASCII 字符",
                          "must be 1 to 64 visible ASCII characters"};
constexpr Bilingual a_moment{"应为 2026-04-30T08:00:00Z 这样的 UTC 时间",
                             "must be a time in UTC like 2026-04-30T08:00:00Z"};
constexpr Bilingual a_hash{"应为 32 字节 SHA-256 的 base64url",
                           "must be the base64url of a SHA-256"};
constexpr Bilingual an_index{"应为不小于 0 的整数", "must be an integer, 0 or above"};
constexpr Bilingual a_beneficiary{"应为 self、spouse、child 或 parent",
                                  "must be self, spouse, child or parent"};
constexpr Bilingual one_of_both{"请在 use 和 refusal 中给出一个", "give either use or refusal"};
constexpr Bilingual too_long{"最多 100 字节", "at most 100 octets"};

std::optional<Sha256> parse_hash(std::string_view text) {
  const auto octets = base64url::decode(text);
  Sha256 hash{};
  if (!octets || octets->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*octets, hash.begin());
  return hash;
}

struct NamedToken {
  StatusReference reference;
  Sha256 hash{};
};

NamedToken token_in(JsonBody& token) {
  NamedToken named;
  named.reference.uri = token.text("uri").value_or("");
  const auto index = token.integer("idx");
  if (index && *index < 0) token.note("idx", an_index);
  named.reference.index = static_cast<std::uint64_t>(std::max<std::int64_t>(0, index.value_or(0)));
  named.hash = token.parsed("hash", parse_hash, a_hash).value_or(Sha256{});
  return named;
}

counter::ReportedUse use_in(JsonBody& use) {
  return {.service = use.text("service").value_or(""),
          .beneficiary =
              use.parsed("for", parse_beneficiary, a_beneficiary).value_or(Beneficiary::self)};
}

counter::ReportedRefusal refusal_in(JsonBody& refusal) {
  return {.reason = refusal.parsed("reason", store::parse_turned_away, a_turned_away)
                        .value_or(store::TurnedAway::other),
          .service = refusal.maybe_text("service"),
          .note = refusal.maybe_text("note")};
}

counter::ReportedItem item_in(JsonBody& item) {
  constexpr std::size_t longest_site = 100;
  counter::ReportedItem reported{
      .key = item.parsed("key", parse_idempotency_key, a_key).value_or(""),
      .at = item.parsed("at", parse_timestamp, a_moment).value_or(Time{}),
      .reference = {},
      .token_hash = {},
      .what = {},
      .site = item.maybe_text("site")};
  if (reported.site && reported.site->size() > longest_site) item.note("site", too_long);
  auto token = item.within("token", token_in).value_or(NamedToken{});
  reported.reference = std::move(token.reference);
  reported.token_hash = token.hash;
  auto use = item.maybe_within("use", use_in);
  auto refusal = item.maybe_within("refusal", refusal_in);
  if (use.has_value() == refusal.has_value()) item.note("use", one_of_both);
  if (use) reported.what = *std::move(use);
  if (refusal) reported.what = *std::move(refusal);
  return reported;
}

json::object to_json(const counter::ReportedResult& result) {
  json::object answer{{"key", result.key},
                      {"outcome", to_string(result.outcome)},
                      {"verdict", nullptr},
                      {"record", or_null(result.record)}};
  if (result.verdict) answer["verdict"] = to_string(*result.verdict);
  return answer;
}

}  // namespace

std::vector<counter::ReportedItem> offline_report(JsonBody& body) {
  return body.each_within("items", counter::max_reported, item_in);
}

json::object offline_report_json(const std::vector<counter::ReportedResult>& results) {
  json::array items;
  for (const counter::ReportedResult& result : results) items.push_back(to_json(result));
  return {{"items", std::move(items)}};
}

}  // namespace servicecard::api
