/** The terms of the domain: one entry for every value of the contract's enumerations. */
export default {
  zh: {
    role: { clerk: "经办人", approver: "审批人", auditor: "审计人", administrator: "管理员", counter: "窗口" },
    applicationState: {
      draft: "草稿", submitted: "待初审", checked: "待复核", approved: "待发卡", issued: "已发卡",
      returned: "待补正", rejected: "已退回",
    },
    cardState: {
      prepared: "制作中", active: "有效", lost: "已挂失", suspended: "已暂停", revoked: "已注销",
      superseded: "已换发", expired: "已过期", voided: "作废",
    },
    printState: { none: "未制卡", waiting: "待核对", ready: "待印制", printed: "待领取", handed_over: "已领取" },
    batchState: { working: "核对中", ready: "可印制", stopped: "已停止", printed: "已印制", abandoned: "已放弃" },
    batchCardState: { waiting: "待核对", ready: "可印制", printed: "已印制", spoiled: "印坏", dropped: "移出" },
    designation: {
      key: "重点", high_growth: "高成长性", listed: "挂牌", high_tech: "高新技术", tech_sme: "科技型中小",
      srdi: "专精特新",
    },
    credit: { unknown: "未查", good: "良好", dishonest: "失信" },
    basis: { paid: "入库", declared: "申报" },
    category: { principal: "企业负责人", talent: "高层次人才" },
    verdict: {
      eligible: "符合条件", not_eligible: "不符合条件", pending: "待定", needs_exact_amount: "需精确金额",
    },
    truth: { yes: "是", no: "否", pending: "待定", needs_exact_amount: "需精确金额" },
    reason: {
      tax_below_threshold: "纳税额未超过标准", delisted: "企业被移出名单", left_enterprise: "持卡人离开企业",
      dishonest_enterprise: "企业失信", lent_or_misused: "转借或冒用", false_material: "申请材料不实",
      deceased: "持卡人去世", issued_in_error: "误发", replaced: "已换发新卡", key_compromise: "签名密钥泄露",
    },
    reviewState: { judging: "测算中", draft: "待确认", confirmed: "已确认", finished: "已完成", cancelled: "已撤销" },
    reviewOutcome: { keep: "保留", lapse: "失效", pending: "待定", edge: "临界" },
    sector: { health: "医疗", finance: "金融", education: "教育" },
    credential: { wallet: "手机凭证", printed: "纸质凭证" },
    credentialState: { prepared: "制作中", issued: "已签发", voided: "作废" },
    scope: { read: "只读", write: "可办理" },
    check: {
      valid: "有效", not_yet_valid: "未生效", expired: "已过期", lost: "已挂失", suspended: "已暂停", revoked: "已注销",
      superseded: "已换发", bad_signature: "签名无效", unknown_card: "查无此卡", not_entitled: "不含本服务",
      partner_not_contracted: "未签约", quota_used: "次数用完", stale_status: "状态数据过旧", offline: "离线",
      unreadable: "无法识读",
    },
    shownAs: { wallet: "手机凭证", printed: "纸质凭证", number: "卡号", unreadable: "无法识读" },
    useStanding: {
      counted: "已计次", over_quota: "超出次数", not_valid_then: "当时卡已无效", not_entitled: "不含此服务",
      not_for_them: "不适用于此使用人",
    },
    beneficiary: { self: "本人", spouse: "配偶", child: "子女", parent: "父母" },
    turnedAway: {
      not_offered: "不办此项", no_capacity: "名额或号源已满", wrong_site: "应到其他服务点", system_failure: "系统故障", other: "其他",
    },
  },
  en: {
    role: { clerk: "Clerk", approver: "Approver", auditor: "Auditor", administrator: "Administrator", counter: "Counter" },
    applicationState: {
      draft: "Draft", submitted: "To be checked", checked: "To be approved", approved: "To be issued", issued: "Issued",
      returned: "Returned", rejected: "Rejected",
    },
    cardState: {
      prepared: "In the making", active: "Active", lost: "Lost", suspended: "Suspended", revoked: "Revoked",
      superseded: "Superseded", expired: "Expired", voided: "Void",
    },
    printState: { none: "Not printed", waiting: "To be proven", ready: "To be printed", printed: "To be handed over", handed_over: "Handed over" },
    batchState: { working: "Being proven", ready: "Ready", stopped: "Stopped", printed: "Printed", abandoned: "Abandoned" },
    batchCardState: { waiting: "To be proven", ready: "Ready", printed: "Printed", spoiled: "Spoiled", dropped: "Left out" },
    designation: {
      key: "Key", high_growth: "High growth", listed: "Listed", high_tech: "High tech", tech_sme: "Technology SME",
      srdi: "Specialised and sophisticated",
    },
    credit: { unknown: "Not recorded", good: "Good", dishonest: "Dishonest" },
    basis: { paid: "Paid", declared: "Declared" },
    category: { principal: "Principal", talent: "Talent" },
    verdict: {
      eligible: "Eligible", not_eligible: "Not eligible", pending: "Pending", needs_exact_amount: "Exact amount needed",
    },
    truth: { yes: "yes", no: "no", pending: "pending", needs_exact_amount: "exact amount needed" },
    reason: {
      tax_below_threshold: "Tax below the threshold", delisted: "Off the list", left_enterprise: "Left the enterprise",
      dishonest_enterprise: "Dishonest enterprise", lent_or_misused: "Lent or misused", false_material: "False material",
      deceased: "Deceased", issued_in_error: "Issued in error", replaced: "Replaced", key_compromise: "Key compromised",
    },
    reviewState: { judging: "Being judged", draft: "To be confirmed", confirmed: "Confirmed", finished: "Finished", cancelled: "Cancelled" },
    reviewOutcome: { keep: "Keep", lapse: "Lapse", pending: "Pending", edge: "Edge" },
    sector: { health: "Health", finance: "Finance", education: "Education" },
    credential: { wallet: "Phone", printed: "Printed" },
    credentialState: { prepared: "In the making", issued: "Issued", voided: "Void" },
    scope: { read: "Read only", write: "Read and act" },
    check: {
      valid: "Valid", not_yet_valid: "Not yet valid", expired: "Expired", lost: "Reported lost", suspended: "Suspended",
      revoked: "Revoked", superseded: "Replaced", bad_signature: "Signature not valid", unknown_card: "No such card",
      not_entitled: "Not for this service", partner_not_contracted: "No contract", quota_used: "Quota used",
      stale_status: "Status data too old", offline: "Offline", unreadable: "Cannot be read",
    },
    shownAs: { wallet: "Phone", printed: "Printed", number: "Number", unreadable: "Cannot be read" },
    useStanding: {
      counted: "Counts", over_quota: "Over the quota", not_valid_then: "Card not valid then", not_entitled: "Service not on the card",
      not_for_them: "Not for that relation",
    },
    beneficiary: { self: "Holder", spouse: "Spouse", child: "Child", parent: "Parent" },
    turnedAway: {
      not_offered: "Not offered here", no_capacity: "No capacity", wrong_site: "Another site", system_failure: "System failure", other: "Other",
    },
  },
};
