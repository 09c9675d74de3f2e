export default {
  zh: {
    greeting: "{name}，您好",
    queue: { submitted: "待我初审", checked: "待我复核", approved: "待发卡", returned: "待补正", draft: "未提交的草稿" },
    nothing: {
      submitted: "没有待初审的申请。", checked: "没有待复核的申请。", approved: "没有待发卡的申请。",
      returned: "没有退回补正的申请。", draft: "没有草稿。",
    },
    expiring: "{days} 天内到期",
    expiringBetween: "{after} 至 {days} 天内到期",
    cards: "{n} 张",
    noneExpiring: "这段时间没有到期的卡。",
    accounts: "尚未启用的账户",
    noAccounts: "所有账户都已由本人启用。",
  },
  en: {
    greeting: "Good day, {name}",
    queue: { submitted: "For me to check", checked: "For me to approve", approved: "To be issued", returned: "Returned for correction", draft: "Drafts not handed in" },
    nothing: {
      submitted: "Nothing waits for its check.", checked: "Nothing waits for approval.", approved: "No card is to be issued.",
      returned: "Nothing was returned.", draft: "No drafts.",
    },
    expiring: "Ending within {days} days",
    expiringBetween: "Ending in {after} to {days} days",
    cards: "Cards: {n}",
    noneExpiring: "No card ends in that time.",
    accounts: "Accounts nobody has moved into",
    noAccounts: "Every account is in its owner's hands.",
  },
};
