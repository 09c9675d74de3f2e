import { createI18n } from "vue-i18n";

import { gatherMessages } from "./messages";

export type Language = "zh-CN" | "en";

export const i18n = createI18n({
  legacy: false,
  locale: "zh-CN",
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": gatherMessages("zh"), en: gatherMessages("en") },
});

const remembered = "servicecard.language";

export function rememberedLanguage(): Language {
  return localStorage.getItem(remembered) === "en" ? "en" : "zh-CN";
}

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  localStorage.setItem(remembered, language);
}
