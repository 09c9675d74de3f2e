import { ref } from "vue";

export type Language = "zh-CN" | "en";

/** The frame of the page in both languages; the description itself is in English. */
const words = {
  "zh-CN": {
    title: "服务卡接口文档", search: "搜索：路径、名称或用途", nothing: "没有相符的接口", contents: "目录",
    overview: "概览", schemas: "数据结构", callers: "谁可以调用", anybody: "任何人，无需凭证", parameters: "参数",
    body: "请求内容", responses: "返回", example: "示例", required: "必填", none: "无内容", copy: "复制", copied: "已复制",
    other: "其他状态", file: "原文 openapi.yaml", missing: "没有这一页", command: "命令行", security: "凭证", toDesk: "发卡窗口",
    english: "以下内容为英文。", usedBy: "用于",
    tags: { public: "公开文件", desk: "发卡窗口", account: "本人账号", administration: "管理", partner: "合作单位柜台", operation: "运维" },
    callerNames: { actor: "个人令牌", session: "登录会话", partner: "接口密钥", metrics: "运维令牌" },
    places: { path: "路径", query: "查询", header: "请求头", cookie: "Cookie" },
  },
  "en": {
    title: "Service Card API", search: "Search: path, name or purpose", nothing: "No operation matches", contents: "Contents",
    overview: "Overview", schemas: "Schemas", callers: "Who may call", anybody: "Anybody, without credentials", parameters: "Parameters",
    body: "Request body", responses: "Responses", example: "Example", required: "required", none: "No content", copy: "Copy", copied: "Copied",
    other: "Any other status", file: "The document, openapi.yaml", missing: "There is no such page", command: "From a shell", security: "Credentials", toDesk: "The desk",
    english: "", usedBy: "Used by",
    tags: { public: "Public documents", desk: "Issuing desk", account: "One's own account", administration: "Administration", partner: "A partner's counter", operation: "Operation" },
    callerNames: { actor: "personal token", session: "session", partner: "API key", metrics: "token of the operator" },
    places: { path: "path", query: "query", header: "header", cookie: "cookie" },
  },
};

const remembered = "servicecard.language"; // as the desk has it

export const language = ref<Language>(localStorage.getItem(remembered) === "en" ? "en" : "zh-CN");
export const say = (): (typeof words)["en"] => words[language.value];

export function speak(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
  localStorage.setItem(remembered, next);
}
speak(language.value);

/** The name of a tag or of a kind of credential; itself where it has none yet. */
export const named = (names: Record<string, string>, key: string): string => names[key] ?? key;
