import { describe, expect, test } from "vitest";

import {
  dayOf, daysBetween, formatAge, formatAmount, formatDay, formatFen, formatMoney, formatSpan, formatTime, parseYuan,
} from "@/words/format";

describe("days and times", () => {
  test("are written as a Chinese office writes them", () => {
    expect(formatDay("2026-04-03", "zh-CN")).toBe("2026年4月3日");
    expect(formatDay("2026-04-03", "en")).toBe("3 Apr 2026");
  });

  test("are those of Shanghai, wherever the browser stands", () => {
    expect(formatTime("2026-04-30T16:00:00Z", "zh-CN")).toBe("2026年5月1日 00:00");
    expect(formatTime("2026-04-30T15:59:59Z", "en")).toBe("30 Apr 2026 23:59");
    expect(dayOf(new Date("2026-12-31T16:00:00Z"))).toBe("2027-01-01");
  });

  test("count from one day to another over the end of a month", () => {
    expect(dayOf(new Date("2026-01-30T00:00:00Z"), 30)).toBe("2026-03-01");
    expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-03-01")).toBe(0);
  });
});

describe("money", () => {
  test.each([
    ["a fen", 1, "0.01"],
    ["less than a yuan", 10, "0.10"],
    ["the threshold", 300_000_000, "3,000,000.00"],
    ["a fen above it", 300_000_001, "3,000,000.01"],
    ["no thousands", 99_999, "999.99"],
    ["the largest that is exact", 9_007_199_254_740_991, "90,071,992,547,409.91"],
    ["a debt", -123_456, "-1,234.56"],
  ])("writes %s", (_name, fen, text) => expect(formatFen(fen)).toBe(text));

  test("has its unit", () => {
    expect(formatMoney(300_000_001, "zh-CN")).toBe("3,000,000.01 元");
    expect(formatMoney(300_000_001, "en")).toBe("3,000,000.01 yuan");
  });

  test("that was told in 万元 is a range", () => {
    expect(formatAmount(299_995_000, 300_005_000, "zh-CN")).toBe("2,999,950.00 至 3,000,050.00 元");
    expect(formatAmount(5, 5, "zh-CN")).toBe("0.05 元");
  });

  test.each([
    ["3000000.01", 300_000_001],
    ["3,000,000.1 元", 300_000_010],
    ["３００", 30_000],
    ["0", 0],
  ])("reads %s", (text, fen) => expect(parseYuan(text)).toBe(fen));

  test.each(["", "-1", "1.234", "300万", "1e3", "1.", ".5"])("does not guess at %s", (text) =>
    expect(parseYuan(text)).toBeUndefined());
});

describe("lengths of time", () => {
  test.each([
    ["a day", 86_400, "1 天", "1 day"],
    ["days", 7 * 86_400, "7 天", "7 days"],
    ["hours", 6 * 3600, "6 小时", "6 hours"],
    ["a day and hours", 30 * 3600, "1 天 6 小时", "1 day 6 hours"],
    ["what is no whole hour", 5400, "1 小时 30 分钟", "1 hour 30 minutes"],
    ["less than a minute", 45, "45 秒", "45 seconds"],
    ["nothing", 0, "0 秒", "0 seconds"],
  ])("are said in full: %s", (_name, seconds, zh, en) =>
    expect([formatSpan(seconds, "zh-CN"), formatSpan(seconds, "en")]).toEqual([zh, en]));

  const now = new Date("2026-11-23T12:00:00Z");
  test.each([
    ["a moment", "2026-11-23T11:59:00Z", "不到 1 小时", "less than an hour"],
    ["what a clock that is ahead says", "2026-11-23T12:05:00Z", "不到 1 小时", "less than an hour"],
    ["an hour", "2026-11-23T11:00:00Z", "1 小时", "1 hour"],
    ["not yet a day", "2026-11-22T12:00:01Z", "23 小时", "23 hours"],
    ["a day", "2026-11-22T12:00:00Z", "1 天", "1 day"],
    ["weeks", "2026-11-03T08:00:00Z", "20 天", "20 days"],
  ])("of waiting are rounded down: %s", (_name, since, zh, en) =>
    expect([formatAge(since, now, "zh-CN"), formatAge(since, now, "en")]).toEqual([zh, en]));
});
