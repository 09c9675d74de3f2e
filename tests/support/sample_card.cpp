#include "tests/support/sample_card.h"

namespace servicecard::test {

CardClaims sample_claims() {
  const Time day = start_of(CivilDate::of(2026, 7, 5).value());
  return {.issuer = "https://card.yichuan.example",
          .card_number = CardNumber::make("YC", 2026, 17).value(),
          .holder_name = PersonName::parse("张三").value(),
          .holder_id_last4 = "0013",
          .enterprise_name = "伊川示例壹号耐材（虚构）",
          .enterprise_uscc = Uscc::parse("91410329FAKE000136").value(),
          .category = Category::principal,
          .services = {{Sector::health, {"checkup", "fast_track"}},
                       {Sector::finance, {}},
                       {Sector::education, {"school_place"}}},
          .issued_at = day,
          .not_before = day,
          .expires = start_of(CivilDate::of(2027, 5, 1).value()),
          .status = {.uri = "https://card.yichuan.example/status-lists/1", .index = 70'017}};
}

Time sample_now() { return start_of(CivilDate::of(2026, 9, 1).value()) + std::chrono::hours(10); }

}  // namespace servicecard::test
