#include <algorithm>
#include <array>
#include <utility>

#include "cli/render.h"

namespace servicecard::cli {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

// Members whose values are codes of the API; all other texts are somebody's own words.
constexpr std::array<std::string_view, 28> coded = {
    "action",   "after",   "basis",   "before",      "category",   "colour", "credit_status",
    "decision", "fault",   "for",     "kind",        "next_state", "paper",  "now",
    "outcome",  "purpose", "reason",  "reason_code", "result",     "role",   "scope",
    "scopes",   "sector",  "sectors", "shows",       "standing",   "state",  "verdict"};

constexpr std::array words = {
    // cards and applications
    Word{"prepared", "待签发"},
    Word{"active", "有效"},
    Word{"lost", "已挂失"},
    Word{"suspended", "已暂停"},
    Word{"revoked", "已注销"},
    Word{"superseded", "已换发"},
    Word{"expired", "已过期"},
    Word{"voided", "已作废"},
    Word{"draft", "草稿"},
    Word{"submitted", "已提交"},
    Word{"checked", "已审核"},
    Word{"approved", "已审批"},
    Word{"issued", "已签发"},
    Word{"returned", "补正"},
    Word{"rejected", "已退回"},
    Word{"principal", "企业负责人"},
    Word{"talent", "高层次人才"},
    Word{"wallet", "电子凭证"},
    Word{"printed", "纸质凭证"},
    // reasons of a revocation
    Word{"tax_below_threshold", "纳税不达标"},
    Word{"delisted", "认定取消"},
    Word{"left_enterprise", "离开企业"},
    Word{"dishonest_enterprise", "企业失信"},
    Word{"lent_or_misused", "转借冒用"},
    Word{"false_material", "材料虚假"},
    Word{"deceased", "持卡人去世"},
    Word{"issued_in_error", "错发"},
    Word{"replaced", "补办换发"},
    Word{"key_compromise", "密钥泄露"},
    // enterprises and decisions
    Word{"key", "重点"},
    Word{"high_growth", "高成长性"},
    Word{"listed", "挂牌"},
    Word{"high_tech", "高新技术"},
    Word{"tech_sme", "科技型中小"},
    Word{"srdi", "专精特新"},
    Word{"paid", "入库"},
    Word{"declared", "申报"},
    Word{"unknown", "未知"},
    Word{"good", "良好"},
    Word{"dishonest", "失信"},
    Word{"eligible", "符合条件"},
    Word{"not_eligible", "不符合条件"},
    Word{"pending", "待定"},
    Word{"needs_exact_amount", "需精确税额"},
    // annual reviews
    Word{"judging", "测算中"},
    Word{"confirmed", "已确认"},
    Word{"finished", "已完成"},
    Word{"cancelled", "已撤销"},
    Word{"keep", "保留"},
    Word{"kept", "已保留"},
    Word{"lapse", "失效"},
    Word{"lapsed", "已失效"},
    Word{"edge", "临界"},
    Word{"yes", "是"},
    Word{"no", "否"},
    // prints; a code that means something else elsewhere stands behind its member
    Word{"none", "未制卡"},
    Word{"waiting", "待核对"},
    Word{"working", "核对中"},
    Word{"ready", "可印制"},
    Word{"stopped", "已停止"},
    Word{"state printed", "已印制"},
    Word{"handed_over", "已领取"},
    Word{"spoiled", "印坏"},
    Word{"dropped", "移出"},
    Word{"abandoned", "已放弃"},
    Word{"paper card", "单卡"},
    Word{"a4", "A4"},
    Word{"print-font", "缺印刷字体"},
    Word{"missing-glyph", "字体缺字"},
    Word{"text-too-long", "文字太长"},
    Word{"code-too-large", "二维码太大"},
    Word{"unreadable-proof", "二维码读不出"},
    Word{"card-not-active", "卡已非有效"},
    // the services of a card at a counter
    Word{"valid", "可用"},
    Word{"not_entitled", "不含"},
    Word{"quota_used", "次数用完"},
    // what counters did with a card
    Word{"not_yet_valid", "未生效"},
    Word{"bad_signature", "签名无效"},
    Word{"unknown_card", "查无此卡"},
    Word{"partner_not_contracted", "未签约"},
    Word{"stale_status", "状态数据过旧"},
    Word{"offline", "离线"},
    Word{"unreadable", "无法识读"},
    Word{"verdict valid", "有效"},
    Word{"verdict not_entitled", "不含本服务"},
    Word{"counted", "已计次"},
    Word{"over_quota", "超出次数"},
    Word{"not_valid_then", "当时卡已无效"},
    Word{"not_for_them", "不适用于此使用人"},
    Word{"self", "本人"},
    Word{"spouse", "配偶"},
    Word{"child", "子女"},
    Word{"parent", "父母"},
    Word{"not_offered", "不办此项"},
    Word{"no_capacity", "名额或号源已满"},
    Word{"wrong_site", "应到其他服务点"},
    Word{"system_failure", "系统故障"},
    Word{"other", "其他"},
    // alarms
    Word{"many-approvals", "一人当日审批过多"},
    Word{"many-cards", "一人当日发卡过多"},
    Word{"two-places", "一卡短时内在两处出示"},
    Word{"many-misses", "一单位按卡号查空过多"},
    Word{"many-sign-ins", "多次登录失败"},
    Word{"many-reveals", "一人当日查看全号过多"},
    Word{"id-mismatch", "出示人不是持卡人"},
    Word{"many-failures", "一单位收到大量无效凭证"},
    Word{"number-walk", "一单位逐号试探"},
    // partners, actors, keys, rosters
    Word{"health", "医疗"},
    Word{"finance", "金融"},
    Word{"education", "教育"},
    Word{"clerk", "经办人"},
    Word{"approver", "审批人"},
    Word{"auditor", "审计员"},
    Word{"administrator", "管理员"},
    Word{"counter", "窗口"},
    Word{"api_key", "接口密钥"},
    Word{"client_key", "单位公钥"},
    Word{"verify", "核验"},
    Word{"use", "使用登记"},
    Word{"changes", "状态变更"},
    Word{"number", "卡号"},
    Word{"holder_name", "姓名（遮盖）"},
    Word{"holder_id_last4", "身份证后四位"},
    Word{"enterprise_name", "企业"},
    Word{"shows category", "类别"},
    Word{"valid_until", "有效期至"},
    Word{"read", "只看"},
    Word{"write", "可操作"},
    Word{"card", "制卡"},
    Word{"status", "状态列表"},
    Word{"pack", "离线包"},
    Word{"receipt", "回执"},
    Word{"journal", "日志"},
    Word{"retired", "已退役"},
    Word{"create", "新增"},
    Word{"update", "更新"},
    Word{"same", "无变化"},
    Word{"error", "错误"},
    Word{"revoke", "注销"},
    Word{"skip", "跳过"},
    Word{"green", "绿"},
    Word{"red", "红"},
    Word{"amber", "黄"},
};

}  // namespace

std::string word_of(std::string_view member, std::string_view code, Language language) {
  if (language == Language::zh && std::ranges::find(coded, member) != coded.end()) {
    const std::string of_member = std::string(member) + ' ' + std::string(code);
    for (const std::string_view key : {std::string_view(of_member), code}) {
      const auto* const found = std::ranges::find(words, key, &Word::first);
      if (found != words.end()) return std::string(found->second);
    }
  }
  return std::string(code);
}

}  // namespace servicecard::cli
