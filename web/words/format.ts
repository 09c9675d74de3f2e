import { computed } from "vue";
import { useI18n } from "vue-i18n";

/** Days, times and money as an office writes them. All times are those of Asia/Shanghai, wherever
    the browser stands. */
export type FormatLanguage = "zh-CN" | "en";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A civil day, "2026-04-30": 2026年4月30日. */
export function formatDay(day: string, language: FormatLanguage): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return language === "en" ? `${date} ${months[month - 1]} ${year}` : `${year}年${month}月${date}日`;
}

const shanghaiOffset = 8 * 3600 * 1000; // no summer time since 1991

function inShanghai(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffset).toISOString();
}

/** The civil day on which an instant falls, or that of so many days later. */
export function dayOf(instant: Date, days = 0): string {
  return inShanghai(new Date(instant.getTime() + days * 86_400_000)).slice(0, 10);
}

/** An instant to the minute: 2026年11月23日 18:04. */
export function formatTime(instant: string, language: FormatLanguage): string {
  const local = inShanghai(new Date(instant));
  return `${formatDay(local.slice(0, 10), language)} ${local.slice(11, 16)}`;
}

/** Whole days from one civil day to another. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

/** Fen as yuan with thousands parted and two decimals: 3,000,000.01. */
export function formatFen(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}${yuan}.${digits.slice(-2)}`;
}

/** What a clerk typed, as fen; nothing where it is no amount to the fen. */
export function parseYuan(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "").replace(/元$/, "");
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

export function formatMoney(fen: number, language: FormatLanguage): string {
  return language === "en" ? `${formatFen(fen)} yuan` : `${formatFen(fen)} 元`;
}

/** An amount that was told in 万元 stands for a range, and says so. */
export function formatAmount(from: number, to: number, language: FormatLanguage): string {
  if (from === to) return formatMoney(from, language);
  return language === "en" ? `${formatFen(from)} to ${formatFen(to)} yuan` : `${formatFen(from)} 至 ${formatFen(to)} 元`;
}

const units = [
  { seconds: 86_400, zh: "天", en: "day" },
  { seconds: 3600, zh: "小时", en: "hour" },
  { seconds: 60, zh: "分钟", en: "minute" },
  { seconds: 1, zh: "秒", en: "second" },
];

function counted(n: number, unit: (typeof units)[number], language: FormatLanguage): string {
  return language === "en" ? `${n} ${unit.en}${n === 1 ? "" : "s"}` : `${n} ${unit.zh}`;
}

/** A length of time in all its units: 1 天 6 小时. */
export function formatSpan(seconds: number, language: FormatLanguage): string {
  const parts: string[] = [];
  let left = seconds;
  for (const unit of units) {
    const n = Math.floor(left / unit.seconds);
    if (n > 0) parts.push(counted(n, unit, language));
    left -= n * unit.seconds;
  }
  return parts.join(" ") || counted(0, units[3]!, language);
}

/** How long ago something was, in whole days or hours: what a queue is looked at for. */
export function formatAge(since: string, now: Date, language: FormatLanguage): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(since)) / 1000);
  const unit = units.slice(0, 2).find((one) => seconds >= one.seconds);
  if (!unit) return language === "en" ? "less than an hour" : "不到 1 小时";
  return counted(Math.floor(seconds / unit.seconds), unit, language);
}

/** All of them in the language of the page. */
export function useFormats() {
  const { locale } = useI18n();
  const language = computed(() => (locale.value === "en" ? "en" : "zh-CN"));
  return {
    day: (day: string | null | undefined) => (day ? formatDay(day, language.value) : "—"),
    time: (instant: string | null | undefined) => (instant ? formatTime(instant, language.value) : "—"),
    money: (fen: number) => formatMoney(fen, language.value),
    amount: (from: number, to: number) => formatAmount(from, to, language.value),
    span: (seconds: number) => formatSpan(seconds, language.value),
    age: (since: string) => formatAge(since, new Date(), language.value),
    text: (text: { zh: string; en: string }) => (language.value === "en" ? text.en : text.zh),
  };
}
