#include "cli/demo/sandbox.h"

#include <algorithm>
#include <stdexcept>

#include "cardlib/credential/disclosure.h"
#include "cardlib/identity/card_number.h"

namespace servicecard::cli::demo {
namespace {

// Its quota is one a year.
constexpr const char* used_service = "health.checkup";

// Of a year in which nobody issues cards yet.
std::string unknown_number() { return CardNumber::make("YC", 2099, 10000).value().str(); }

Bilingual about(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return {"印刷码", "the printed code of a good card"};
    case Verdict::not_yet_valid:
      return {"已换发、尚未开始的新卡", "the next card of a renewal, before it begins"};
    case Verdict::expired:
      return {"去年的卡", "a card of last year"};
    case Verdict::lost:
      return {"已报失", "reported lost"};
    case Verdict::suspended:
      return {"材料核实中", "papers are looked into"};
    case Verdict::revoked:
      return {"已注销", "taken away"};
    case Verdict::superseded:
      return {"补办前的旧卡", "the old card of a replacement"};
    case Verdict::bad_signature:
      return {"改动一个字符", "one character of the good one changed"};
    case Verdict::unknown_card:
      return {"从未发放的卡号；每小时至多试 5 次", "a number never issued; at most 5 an hour"};
    case Verdict::not_entitled:
      return {"电子卡未出示医疗服务", "a wallet card that does not show health services"};
    case Verdict::partner_not_contracted:
      return {"未签约单位核验有效卡", "a good card, asked for by a partner without contract"};
    case Verdict::quota_used:
      return {"本年度体检已用", "this year's check-up was used"};
    case Verdict::stale_status:
      return {"用过期离线包核验有效卡", "a good card, checked with a pack that has run out"};
    case Verdict::offline:
      return {"无网络、无离线包", "a good card, without a server and without a pack"};
    case Verdict::unreadable:
      return {"缺一截的码", "a code that was cut"};
  }
  std::unreachable();
}

TestCard test_card(Verdict verdict) {
  return {.name = std::string(to_string(verdict)), .verdict = verdict, .about = about(verdict)};
}

std::string token_of(Staff& staff, const Holder& holder, const char* kind) {
  const auto response = staff.first_clerk.send(
      make_request(http::Method::get, path_of({"v1", "cards", holder.card, kind})));
  return std::string(response.body.view());
}

}  // namespace

void Sandbox::keep(Verdict verdict, Staff& staff, const Holder& holder) {
  TestCard card = test_card(verdict);
  card.partner = partner;
  card.token = token_of(staff, holder, "printed-token");
  card.number = holder.card;
  card.last4 = holder.plan->resident_id.substr(holder.plan->resident_id.size() - 4);
  cards_.push_back(std::move(card));
}

void Sandbox::use_up(Client& asking, Staff& staff, const Holder& holder) {
  keep(Verdict::quota_used, staff, holder);
  TestCard& card = cards_.back();
  card.service = used_service;
  const json::value checked =
      asking.post("/v1/verifications", json::object{{"presentation", card.token}});
  http::Request use = make_request(http::Method::post, "/v1/redemptions");
  use.headers.set("Content-Type", "application/json");
  use.headers.set("Idempotency-Key", "demo-1");
  use.body = json::serialize(json::object{
      {"verification_id", checked.at("id")}, {"service", used_service}, {"for", "self"}});
  (void)asking.send(std::move(use));
}

void Sandbox::keep_pack(Staff& staff) {
  const auto pack =
      staff.first_clerk.send(make_request(http::Method::get, path_of({"offline-pack"})));
  old_pack_ = pack.body.view();
}

void Sandbox::complete(Staff& staff, const Holder& valid) {
  constexpr std::size_t cut = 8;
  const std::string printed = token("valid");
  const std::string wallet = token_of(staff, valid, "wallet-token");
  const auto add = [this](Verdict verdict, const char* asking, std::string token) -> TestCard& {
    TestCard& card = cards_.emplace_back(test_card(verdict));
    card.partner = asking;
    card.token = std::move(token);
    return card;
  };
  TestCard& in_wallet = add(Verdict::valid, partner, wallet);
  in_wallet.name = "valid_wallet";
  in_wallet.about = {"电子卡", "the wallet card of the same holder"};
  add(Verdict::bad_signature, partner, tampered(printed));
  TestCard& unknown = add(Verdict::unknown_card, partner, "");
  unknown.number = unknown_number();
  unknown.last4 = "0000";
  add(Verdict::not_entitled, partner, without_claim(wallet, "health")).service = used_service;
  add(Verdict::partner_not_contracted, stranger, printed);
  add(Verdict::stale_status, "", printed);
  add(Verdict::offline, "", printed);
  add(Verdict::unreadable, partner, printed.substr(0, printed.size() - cut));
  std::ranges::stable_sort(cards_, {}, &TestCard::verdict);
}

const std::string& Sandbox::token(const char* name) const {
  const auto found = std::ranges::find(cards_, name, &TestCard::name);
  if (found == cards_.end()) throw std::logic_error(std::string("no test card ") + name);
  return found->token;
}

std::string tampered(std::string printed) {
  constexpr std::size_t from_end = 40;  // well within the signature's 64 octets
  char& character = printed.at(printed.size() - from_end);
  character = character == 'A' ? 'B' : 'A';
  return printed;
}

std::string without_claim(const std::string& wallet, std::string_view claim) {
  std::string shown;
  for (std::size_t begin = 0; begin < wallet.size();) {
    const std::size_t end = wallet.find('~', begin) + 1;
    const std::string_view part(wallet.data() + begin, end - begin - 1);
    const auto disclosure = sd_jwt::parse_disclosure(part);
    if (!disclosure || disclosure->name != claim) shown.append(part) += '~';
    begin = end;
  }
  return shown;
}

}  // namespace servicecard::cli::demo
