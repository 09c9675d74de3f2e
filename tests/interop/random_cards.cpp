#include "tests/interop/random_cards.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/credential/issuer.h"

namespace servicecard::test {
namespace {

constexpr std::string_view issuer_text = "https://card.yichuan.example";
constexpr std::size_t list_entries = std::size_t{1}
                                     << 13;  // libraries unpack all of it for each card

/// Common, rare (outside GBK and outside the first plane), and the dot of Uyghur names.
constexpr std::array characters = {"张", "王", "李", "欧", "阳", "司", "马", "伊", "川", "耐",
                                   "材", "壹", "贰", "龘", "㛃", "䶮", "𬱖", "·",  "A",  "é"};

const std::vector<std::pair<Sector, std::vector<std::string>>>& catalogue() {
  static const std::vector<std::pair<Sector, std::vector<std::string>>> services = {
      {Sector::health, {"health.checkup", "health.green_lane", "health.family_doctor"}},
      {Sector::finance, {"finance.priority_window", "finance.fee_waiver"}},
      {Sector::education, {"education.enrolment"}}};
  return services;
}

}  // namespace

std::uint64_t RandomCards::below(std::uint64_t end) {
  std::array<std::uint8_t, 4> octets{};
  random_.fill(octets);
  std::uint64_t number = 0;
  for (const std::uint8_t octet : octets) number = number << 8U | octet;
  return number % end;
}

std::string RandomCards::text_of(std::uint64_t length) {
  std::string text;
  for (std::uint64_t i = 0; i < length; ++i) text += characters.at(below(characters.size()));
  return text;
}

CardNumber RandomCards::next_number() {
  while (true) {
    serial_ += 1 + static_cast<std::int64_t>(below(5'000));
    if (const auto number = CardNumber::make("YC", 2026, serial_)) return *number;
  }
}

StatusReference RandomCards::next_status() {
  const Issuer issuer = Issuer::parse(issuer_text).value();
  while (true) {
    StatusReference status{.uri = issuer.status_list_uri(1 + below(3)),
                           .index = below(list_entries)};
    if (!given_.emplace(status.uri, status.index).second) continue;
    StatusList& list =
        lists_.try_emplace(status.uri, StatusList::all_valid(list_entries)).first->second;
    list.set(status.index, static_cast<Status>(below(3)));
    return status;
  }
}

CardClaims RandomCards::next() {
  const CivilDate today = day_of(now_);
  const CivilDate first = today.plus_days(-1 - static_cast<int>(below(300)));
  const CivilDate last = today.plus_days(static_cast<int>(below(1'000)));
  std::array<char, 5> digits{};
  for (char& digit : digits) digit = static_cast<char>('0' + below(10));
  const std::string_view four(digits.data(), 4);
  CardClaims claims{
      .issuer = std::string(issuer_text),
      .card_number = next_number(),
      .holder_name = PersonName::parse(text_of(1 + below(8))).value(),
      .holder_id_last4 = std::string(four.substr(0, 3)) + (below(11) == 0 ? 'X' : digits[4]),
      .enterprise_name = text_of(3 + below(12)) + "（虚构）",
      .enterprise_uscc = Uscc::with_check("91410329FAKE" + std::string(four)).value(),
      .category = below(2) == 0 ? Category::principal : Category::talent,
      .services = {},
      .issued_at = start_of(first),
      .not_before = start_of(first.plus_days(static_cast<int>(below(2)))),
      .expires = start_of(last.plus_days(1)),
      .status = next_status()};
  for (const auto& [sector, codes] : catalogue()) {
    const auto count = static_cast<std::ptrdiff_t>(below(codes.size() + 1));
    if (count > 0) claims.services[sector] = {codes.begin(), codes.begin() + count};
  }
  return claims;
}

}  // namespace servicecard::test
