/** Civil days are Asia/Shanghai's; there has been no summer time since 1991. */
const offset = 8 * 3600;
const day = 86_400;

/** Whether it is 00:00 of a day from 1970 to 9999. */
export function isStartOfDay(seconds: number): boolean {
  return seconds >= 0 && seconds < 253_402_300_800 && (seconds + offset) % day === 0;
}

/** The day on which the second before falls: the last on which something counts that ends then. */
export function lastDayBefore(seconds: number): string {
  return new Date((seconds - 1 + offset) * 1000).toISOString().slice(0, 10);
}
