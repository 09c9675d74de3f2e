/** How old a partner's data may be, as an office says it: in whole hours or days. */
export const ageUnits = ["hours", "days"] as const;
export type AgeUnit = (typeof ageUnits)[number];

const secondsIn: Record<AgeUnit, number> = { hours: 3600, days: 86_400 };
const longest = 365 * 86_400;

/** What was typed, in seconds; nothing where it is no whole number, or more than the server takes. */
export function secondsOf(typed: string, unit: AgeUnit): number | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (!/^[1-9]\d{0,4}$/.test(plain)) return undefined;
  const seconds = Number(plain) * secondsIn[unit];
  return seconds <= longest ? seconds : undefined;
}

/** The same the other way round; in hours what is no whole number of days, and rounded up what is no
    whole number of hours. */
export function ageOf(seconds: number): { age: string; unit: AgeUnit } {
  const unit: AgeUnit = seconds % secondsIn.days === 0 && seconds > secondsIn.days ? "days" : "hours";
  return { age: String(Math.ceil(seconds / secondsIn[unit])), unit };
}
