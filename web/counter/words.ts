import { computed, ref } from "vue";

import words from "@/words/counter";

export type Language = "zh-CN" | "en";
export interface Text { zh: string; en: string }

const remembered = "servicecard.language";

export const language = ref<Language>(localStorage.getItem(remembered) === "en" ? "en" : "zh-CN");
const isEnglish = computed(() => language.value === "en");

export function setLanguage(next: Language): void {
  language.value = next;
  localStorage.setItem(remembered, next);
}

type Words = { [name: string]: string | Words };

/** The word of that key, "counter.verdict.valid", with values in their places. A key that names no
    word stands for itself; the tests see to it that there is none. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const all: Words = { counter: isEnglish.value ? words.en : words.zh };
  const found = key.split(".").reduce<string | Words | undefined>(
    (level, name) => (typeof level === "object" && Object.hasOwn(level, name) ? level[name] : undefined), all);
  if (typeof found !== "string") return key;
  return found.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export const hasWord = (key: string) => t(key) !== key;

export function say(text: Text): string {
  return isEnglish.value ? text.en : text.zh;
}
