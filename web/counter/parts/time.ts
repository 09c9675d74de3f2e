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

/** The civil day that it is. */
export function today(): string {
  return inShanghai(new Date()).slice(0, 10);
}
