#include "server/api/type_metadata.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "cardlib/identity/bilingual.h"

namespace servicecard::api {
namespace {

struct ClaimName {
  std::vector<std::string_view> path;
  std::string_view disclosure;  // `always`: selectively disclosable; `never`: always visible
  Bilingual label;
};

const std::vector<ClaimName>& claim_names() {
  static const std::vector<ClaimName> names = {
      {{"card_number"}, "always", {"卡号", "Card number"}},
      {{"holder_name"}, "always", {"持卡人姓名", "Holder's name"}},
      {{"holder_id_last4"}, "always", {"身份证后四位", "Last four of the resident ID"}},
      {{"enterprise_name"}, "always", {"所在企业", "Enterprise"}},
      {{"enterprise_uscc"}, "always", {"统一社会信用代码", "Unified social credit code"}},
      {{"category"}, "always", {"持卡人类别", "Category of the holder"}},
      {{"services"}, "never", {"服务项目", "Services"}},
      {{"services", "health"}, "always", {"医疗服务", "Health services"}},
      {{"services", "finance"}, "always", {"金融服务", "Financial services"}},
      {{"services", "education"}, "always", {"教育服务", "Education services"}},
      {{"iss"}, "never", {"发卡机关", "Issuer"}},
      {{"iat"}, "never", {"签发日期", "Issued"}},
      {{"nbf"}, "never", {"生效日期", "Valid from"}},
      {{"exp"}, "never", {"失效日期", "Expires"}},
      {{"status"}, "never", {"状态查询位置", "Where its status stands"}},
      {{"cnf"}, "never", {"持卡人密钥", "Holder's key"}},
  };
  return names;
}

// Drafts before the eleventh call the language `lang`, later ones `locale`: readers of both find
// theirs.
json::object in_language(std::string_view language, std::string_view member,
                         std::string_view text) {
  return {{"lang", language}, {"locale", language}, {member, text}};
}

json::array in_both(std::string_view member, Bilingual text) {
  return {in_language("zh-CN", member, text.zh), in_language("en", member, text.en)};
}

json::object claim_json(const ClaimName& claim) {
  json::array path;
  for (const std::string_view name : claim.path) path.emplace_back(name);
  return {{"path", std::move(path)},
          {"sd", claim.disclosure},
          {"display", in_both("label", claim.label)}};
}

}  // namespace

json::object type_metadata(const Issuer& issuer) {
  json::array claims;
  for (const ClaimName& claim : claim_names()) claims.push_back(claim_json(claim));
  return {{"vct", issuer.vct()},
          {"name", "Service Card"},
          {"description", "A county's service card (重点企业社会公共服务卡) for a wallet."},
          {"display", in_both("name", {"重点企业社会公共服务卡", "Service card"})},
          {"claims", std::move(claims)}};
}

}  // namespace servicecard::api
