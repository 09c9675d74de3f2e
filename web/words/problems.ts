import type { Problem } from "@/api/problem";

/** The server says what is wrong, in the language of the page; here stands what it cannot say, or
    what to do next where its own words leave that open. */
const words = {
  zh: {
    request: "请求编号",
    unreachable: "连不上服务器",
    internal: "系统出错了",
    advice: {
      "unreachable": "请检查网络后重试。刚才的操作可能没有执行，请先刷新查看。",
      "internal": "操作没有完成。请稍后重试；若再次出现，请把请求编号告诉管理员。",
      "unauthorized": "登录已结束，请重新登录。",
      "forbidden": "请由有权限的同事办理。",
      "csrf": "请刷新页面后再试一次。",
      "not-found": "可能网址有误，请从左侧菜单重新进入。",
      "illegal-act": "页面显示的可能已过时，请刷新后再看。",
      "wrong-state": "页面显示的可能已过时，请刷新后再看。",
      "content-changed": "内容在审批后有改动，须重新审核、审批。",
      "own-check": "审核与审批须由两人分别办理，请转交同事。",
      "own-application": "申请须由起草人以外的同事办理。",
      "decision-pending": "请先补录纳税记录，或由第二人确认，再办理申请。",
      "needs-exact-amount": "请按完税证明补录精确到分的税额。",
      "not-eligible": "请核对认定与纳税记录；确不符合的，退回申请。",
      "quota-full": "可为在册持卡人换发，或先注销一张。",
      "daily-cap-reached": "明日零时恢复；急办请联系管理员。",
      "sign-in-failed": "请核对用户名、密码与动态口令。忘记密码请联系管理员重置。",
      "busy": "请稍候片刻再试。",
    },
  },
  en: {
    request: "Request",
    unreachable: "The server cannot be reached",
    internal: "Something went wrong on the server",
    advice: {
      "unreachable": "Check the network and try again. What you just did may not have happened: reload and look first.",
      "internal": "Nothing was completed. Try again shortly; if it happens again, give the administrator the request number.",
      "unauthorized": "The session has ended. Sign in again.",
      "forbidden": "Ask a colleague who is allowed to.",
      "csrf": "Reload the page and try once more.",
      "not-found": "The address may be wrong. Start again from the menu.",
      "illegal-act": "What the page shows may be out of date. Reload and look again.",
      "wrong-state": "What the page shows may be out of date. Reload and look again.",
      "content-changed": "It was changed after its approval: it has to be checked and approved anew.",
      "own-check": "Checking and approving take two people. Hand it to a colleague.",
      "own-application": "Somebody other than its author has to deal with it.",
      "decision-pending": "Enter the missing tax record, or have a second person confirm it, first.",
      "needs-exact-amount": "Enter the exact amount, to the fen, from the tax certificate.",
      "not-eligible": "Look at designations and tax records; where they are right, reject the application.",
      "quota-full": "Replace the card of a present holder, or revoke one first.",
      "daily-cap-reached": "It is back at midnight. If it cannot wait, ask the administrator.",
      "sign-in-failed": "Check name, password and code. An administrator can reset a forgotten password.",
      "busy": "Wait a moment and try again.",
    },
  },
};
export default words;

type Translate = (key: string) => string;

const ownTitles = new Set(["unreachable", "internal"]);
const advised = new Set(Object.keys(words.zh.advice));

export function titleOf(problem: Problem, t: Translate): string {
  return ownTitles.has(problem.name) ? t(`problems.${problem.name}`) : problem.title;
}

/** What to do; empty where the server has said it. */
export function adviceOn(problem: Problem, t: Translate): string {
  return advised.has(problem.name) ? t(`problems.advice.${problem.name}`) : "";
}
