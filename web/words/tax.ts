export default {
  zh: {
    title: "待确认的税额",
    note: "一人录入、另一人对照完税证明确认后才作数。录入最早的在前。",
    none: "没有待确认的税额。",
    noneMine: "没有轮到您确认的税额。",
    own: "由您录入，须他人确认",
    confirmTitle: "确认税额",
    confirmWhat: "{enterprise} {year} 年度：{amount}。",
    confirmEffect: "请先对照完税证明。确认后立即用于资格认定；录错的由经办人登记更正。",
  },
  en: {
    title: "Tax to be confirmed",
    note: "An amount counts once somebody else than its author has compared it with the certificate. The oldest come first.",
    none: "No amount waits to be confirmed.",
    noneMine: "No amount waits for you.",
    own: "You entered it: for a colleague",
    confirmTitle: "Confirm the amount",
    confirmWhat: "{enterprise}, {year}: {amount}.",
    confirmEffect: "Compare it with the certificate first. It counts for decisions at once; a clerk corrects what was entered wrongly.",
  },
};
