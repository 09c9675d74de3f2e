#include <algorithm>
#include <array>
#include <utility>

#include "cli/render.h"

namespace servicecard::cli {
namespace {

using Label = std::pair<std::string_view, std::string_view>;

// In English a member's own name says enough.
constexpr std::array labels = {
    Label{"action", "操作"},
    Label{"accepts_bearer", "接受未绑定凭证"},
    Label{"amount_from_fen", "税额自（元）"},
    Label{"amount_to_fen", "税额至（元）"},
    Label{"application", "申请"},
    Label{"applied", "已执行"},
    Label{"approved", "审批"},
    Label{"at", "时间"},
    Label{"basis", "口径"},
    Label{"bound", "已绑定"},
    Label{"by", "经手人"},
    Label{"card", "卡号"},
    Label{"cards", "服务卡"},
    Label{"category", "类别"},
    Label{"changed_at", "变更时间"},
    Label{"changes", "变更"},
    Label{"checked", "审核"},
    Label{"checked_at", "核验时间"},
    Label{"closed", "办结"},
    Label{"code", "代码"},
    Label{"colour", "颜色"},
    Label{"column", "列"},
    Label{"confirmed_at", "确认时间"},
    Label{"confirmed_by", "确认人"},
    Label{"contract_end", "合同到期"},
    Label{"contract_from", "签约自"},
    Label{"contract_until", "签约至"},
    Label{"count", "张数"},
    Label{"created_at", "建立时间"},
    Label{"credentials", "凭证"},
    Label{"credit_status", "信用状况"},
    Label{"data_age", "数据时间"},
    Label{"day", "日期"},
    Label{"decision", "资格认定"},
    Label{"designations", "认定"},
    Label{"detail", "详情"},
    Label{"disabled", "已停用"},
    Label{"document_number", "文号"},
    Label{"drafted", "起草"},
    Label{"education", "教育"},
    Label{"effective_from", "施行自"},
    Label{"effective_until", "施行至"},
    Label{"encoding", "编码"},
    Label{"enterprise", "企业代码"},
    Label{"enterprise_name", "企业名称"},
    Label{"entered_at", "录入时间"},
    Label{"entered_by", "录入人"},
    Label{"errors", "错误"},
    Label{"evidence", "佐证材料"},
    Label{"exact", "精确"},
    Label{"expires_at", "到期时间"},
    Label{"finance", "金融"},
    Label{"from", "自"},
    Label{"health", "医疗"},
    Label{"history", "经过"},
    Label{"holder_id_last4", "证件尾号"},
    Label{"holder_name", "持卡人"},
    Label{"id", "编号"},
    Label{"issued_at", "签发时间"},
    Label{"issuer", "发卡机构"},
    Label{"keys", "密钥"},
    Label{"kid", "密钥号"},
    Label{"kind", "种类"},
    Label{"limit", "名额"},
    Label{"line", "行"},
    Label{"max_age_seconds", "数据时效（秒）"},
    Label{"name", "名称"},
    Label{"next_state", "待生效状态"},
    Label{"next_step", "下一步"},
    Label{"note", "备注"},
    Label{"number", "卡号"},
    Label{"ok", "完好"},
    Label{"person", "人员编号"},
    Label{"phone_masked", "电话"},
    Label{"policy", "政策"},
    Label{"policy_version", "政策版本"},
    Label{"predecessor", "前卡"},
    Label{"problem", "问题"},
    Label{"problems", "问题"},
    Label{"purpose", "用途"},
    Label{"quota", "名额"},
    Label{"reason", "原因"},
    Label{"resident_id_masked", "身份证号"},
    Label{"revoked_at", "吊销时间"},
    Label{"role", "角色"},
    Label{"root", "根"},
    Label{"sector", "领域"},
    Label{"sectors", "领域"},
    Label{"seq", "序号"},
    Label{"services", "服务项目"},
    Label{"signs", "可签发"},
    Label{"size", "条数"},
    Label{"source", "来源"},
    Label{"state", "状态"},
    Label{"status_index", "状态位"},
    Label{"status_uri", "状态列表"},
    Label{"subject", "对象"},
    Label{"submitted", "提交"},
    Label{"successor", "后卡"},
    Label{"supersedes", "替代"},
    Label{"suspended", "已暂停"},
    Label{"suspended_reason", "暂停原因"},
    Label{"tax_records", "纳税记录"},
    Label{"text", "说明"},
    Label{"trace", "依据"},
    Label{"until", "至"},
    Label{"uscc", "统一社会信用代码"},
    Label{"used", "已用"},
    Label{"valid_from", "生效日"},
    Label{"valid_until", "有效期至"},
    Label{"verdict", "结论"},
    Label{"version", "版本"},
    Label{"why", "理由"},
    Label{"year", "年度"},
};

}  // namespace

std::string label_of(std::string_view member, Language language) {
  if (language == Language::zh) {
    const auto* found = std::ranges::find(labels, member, &Label::first);
    if (found != labels.end()) return std::string(found->second);
  }
  std::string words(member);
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace servicecard::cli
