#include "cardlib/lifecycle/reason_code.h"

#include "cardlib/codec/names.h"

namespace servicecard {

std::string_view to_string(ReasonCode reason) {
  switch (reason) {
    case ReasonCode::tax_below_threshold:
      return "tax_below_threshold";
    case ReasonCode::delisted:
      return "delisted";
    case ReasonCode::left_enterprise:
      return "left_enterprise";
    case ReasonCode::dishonest_enterprise:
      return "dishonest_enterprise";
    case ReasonCode::lent_or_misused:
      return "lent_or_misused";
    case ReasonCode::false_material:
      return "false_material";
    case ReasonCode::deceased:
      return "deceased";
    case ReasonCode::issued_in_error:
      return "issued_in_error";
    case ReasonCode::replaced:
      return "replaced";
    case ReasonCode::key_compromise:
      return "key_compromise";
  }
  return {};
}

std::optional<ReasonCode> parse_reason_code(std::string_view name) {
  return find_by_name(all_reason_codes, name);
}

Bilingual text_of(ReasonCode reason) {
  switch (reason) {
    case ReasonCode::tax_below_threshold:
      return {"纳税额未超过标准", "the tax no longer exceeds the threshold"};
    case ReasonCode::delisted:
      return {"企业被移出名单", "the enterprise is off the list"};
    case ReasonCode::left_enterprise:
      return {"持卡人离开企业", "the holder left the enterprise"};
    case ReasonCode::dishonest_enterprise:
      return {"企业失信", "the enterprise is on record as dishonest"};
    case ReasonCode::lent_or_misused:
      return {"转借或冒用", "the card was lent or misused"};
    case ReasonCode::false_material:
      return {"申请材料不实", "the application rested on false material"};
    case ReasonCode::deceased:
      return {"持卡人去世", "the holder has died"};
    case ReasonCode::issued_in_error:
      return {"误发", "the card was issued in error"};
    case ReasonCode::replaced:
      return {"已换发新卡", "another card replaces this one"};
    case ReasonCode::key_compromise:
      return {"签名密钥泄露", "the key that signed the card is compromised"};
  }
  return {};
}

}  // namespace servicecard
