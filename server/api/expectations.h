#pragma once

#include "cardlib/identity/bilingual.h"

/// What would have been right where it was not: of values that several resources take.
namespace servicecard::api {

inline constexpr Bilingual a_uscc{"统一社会信用代码有误，请核对 18 位及校验码",
                                  "not a unified social credit code; check its 18 characters"};
inline constexpr Bilingual a_card_number{
    "卡号有误，请对照卡面核对，包括末位校验码",
    "not a card number; compare it with the card, check character too"};
inline constexpr Bilingual a_day{"应为 2026-04-30 这样的日期", "must be a date like 2026-04-30"};

inline constexpr Bilingual a_name{"姓名应为 1 到 40 个字", "must be a name of 1 to 40 characters"};
inline constexpr Bilingual a_phone{"应为 11 位手机号或 0379-12345678 这样的座机号",
                                   "must be a mobile or a landline number"};
inline constexpr Bilingual a_reason_code{"没有这个注销原因代码", "no such reason code"};

}  // namespace servicecard::api
