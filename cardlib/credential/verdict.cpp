#include "cardlib/credential/verdict.h"

#include "cardlib/codec/names.h"

namespace servicecard {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return "valid";
    case Verdict::not_yet_valid:
      return "not_yet_valid";
    case Verdict::expired:
      return "expired";
    case Verdict::lost:
      return "lost";
    case Verdict::suspended:
      return "suspended";
    case Verdict::revoked:
      return "revoked";
    case Verdict::superseded:
      return "superseded";
    case Verdict::bad_signature:
      return "bad_signature";
    case Verdict::unknown_card:
      return "unknown_card";
    case Verdict::not_entitled:
      return "not_entitled";
    case Verdict::partner_not_contracted:
      return "partner_not_contracted";
    case Verdict::quota_used:
      return "quota_used";
    case Verdict::stale_status:
      return "stale_status";
    case Verdict::offline:
      return "offline";
    case Verdict::unreadable:
      return "unreadable";
  }
  return {};
}

std::optional<Verdict> parse_verdict(std::string_view name) {
  return find_by_name(all_verdicts, name);
}

Colour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return Colour::green;
    case Verdict::not_yet_valid:
    case Verdict::expired:
    case Verdict::lost:
    case Verdict::suspended:
    case Verdict::revoked:
    case Verdict::superseded:
    case Verdict::bad_signature:
    case Verdict::unknown_card:
    case Verdict::not_entitled:
    case Verdict::partner_not_contracted:
    case Verdict::quota_used:
      return Colour::red;
    case Verdict::stale_status:
    case Verdict::offline:
    case Verdict::unreadable:
      return Colour::amber;
  }
  return Colour::amber;
}

std::string_view to_string(Colour colour) {
  switch (colour) {
    case Colour::green:
      return "green";
    case Colour::red:
      return "red";
    case Colour::amber:
      return "amber";
  }
  return {};
}

Bilingual word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return {"有效", "valid"};
    case Verdict::not_yet_valid:
      return {"未生效", "not yet valid"};
    case Verdict::expired:
      return {"已过期", "expired"};
    case Verdict::lost:
      return {"已挂失", "reported lost"};
    case Verdict::suspended:
      return {"已暂停", "suspended"};
    case Verdict::revoked:
      return {"已注销", "cancelled"};
    case Verdict::superseded:
      return {"已换发", "replaced"};
    case Verdict::bad_signature:
      return {"签名无效", "signature not valid"};
    case Verdict::unknown_card:
      return {"查无此卡", "no such card"};
    case Verdict::not_entitled:
      return {"不含本服务", "not for this service"};
    case Verdict::partner_not_contracted:
      return {"本单位未签约", "this partner has no contract"};
    case Verdict::quota_used:
      return {"次数用完", "quota used"};
    case Verdict::stale_status:
      return {"状态数据过旧", "status data too old"};
    case Verdict::offline:
      return {"离线", "offline"};
    case Verdict::unreadable:
      return {"无法识读", "cannot be read"};
  }
  return {};
}

Bilingual next_step_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return {"请核对本人身份证", "check the holder's ID"};
    case Verdict::not_yet_valid:
      return {"请告知持卡人生效日期，届时再来", "tell the holder from which day the card counts"};
    case Verdict::expired:
      return {"请持卡人向发卡窗口办理换发", "send the holder to the issuing desk to renew"};
    case Verdict::lost:
      return {"请勿受理，请持卡人联系发卡窗口", "do not serve; the holder calls the issuing desk"};
    case Verdict::suspended:
      return {"暂不受理，请持卡人联系发卡窗口",
              "do not serve for now; the holder calls the issuing desk"};
    case Verdict::revoked:
      return {"请勿受理，如有异议请联系发卡窗口",
              "do not serve; objections go to the issuing desk"};
    case Verdict::superseded:
      return {"请持卡人出示新卡", "ask for the new card"};
    case Verdict::bad_signature:
      return {"请勿受理，并向发卡窗口报告", "do not serve; report it to the issuing desk"};
    case Verdict::unknown_card:
      return {"请核对卡号和身份证后四位，再查一次",
              "check the number and the last four of the ID, then try once more"};
    case Verdict::not_entitled:
      return {"请查看本卡可用的其他服务", "look at the services that this card has"};
    case Verdict::partner_not_contracted:
      return {"请本单位负责人联系发卡窗口签约",
              "your manager calls the issuing desk about the contract"};
    case Verdict::quota_used:
      return {"本项次数已满，其他服务仍可使用", "this service is used up; others still count"};
    case Verdict::stale_status:
      return {"请更新离线数据或联网后再查", "update the offline data or go online, then try again"};
    case Verdict::offline:
      return {"请检查网络后再查，或使用离线核验",
              "check the network and try again, or check offline"};
    case Verdict::unreadable:
      return {"请重新扫码，或输入卡号和身份证后四位",
              "scan again, or enter the number and the last four of the ID"};
  }
  return {};
}

}  // namespace servicecard
