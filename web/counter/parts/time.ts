/** Times are those of Asia/Shanghai, wherever the browser stands. */
function inShanghai(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3600 * 1000).toISOString();
}

/** 18:04 */
export function timeOfDay(instant: string): string {
  return inShanghai(new Date(instant)).slice(11, 16);
}

/** 2026-11-23 18:04 */
export function dayAndTime(instant: string): string {
  return inShanghai(new Date(instant)).slice(0, 16).replace("T", " ");
}

/** The moment at which today began. */
export function startOfToday(now = new Date()): string {
  return new Date(`${inShanghai(now).slice(0, 10)}T00:00:00+08:00`).toISOString().replace(".000", "");
}
