import { t } from "../words";

/** How old something is, in the unit that says it best. */
export function ageInWords(seconds: number): string {
  if (seconds < 60) return t("counter.age.now");
  if (seconds < 3600) return t("counter.age.minutes", { n: Math.floor(seconds / 60) });
  if (seconds < 2 * 86_400) return t("counter.age.hours", { n: Math.floor(seconds / 3600) });
  return t("counter.age.days", { n: Math.floor(seconds / 86_400) });
}
