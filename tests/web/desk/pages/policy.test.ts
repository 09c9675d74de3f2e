import { describe, expect, test } from "vitest";

import type { PolicyComparison } from "@/api/types";
import { changesOf, documentOf, firstDayOf, inOrder, nextVersionOf } from "@/desk/pages/policy/draft";

test.each([
  ["an object", '{"version": 2}', { version: 2 }],
  ["half an object", '{"version": ', undefined],
  ["a list", "[1]", undefined],
  ["a number", "2", undefined],
  ["nothing", "null", undefined],
  ["no text", "", undefined],
])("a document is read from %s", (_name, text, document) => expect(documentOf(text)).toEqual(document));

test("the next version is the same policy under the next number", () =>
  expect(nextVersionOf({ id: "default", version: 3, grace_days: 30 })).toEqual({ id: "default", version: 4, grace_days: 30 }));

test.each([
  ["a day to come", { effective: { from: "2027-01-01" } }, "2027-01-01"],
  ["a day that is over", { effective: { from: "2021-01-01" } }, "2026-11-23"],
  ["no day", {}, "2026-11-23"],
  ["what is no day", { effective: { from: "soon" } }, "2026-11-23"],
])("a document that names %s says from when it would be in force", (_name, document, day) =>
  expect(firstDayOf(document, "2026-11-23")).toBe(day));

describe("of the outcomes", () => {
  const outcome = (before: string, after: string, enterprises: number, live_cards: number) => ({ before, after, enterprises, live_cards });
  const outcomes = [outcome("eligible", "eligible", 30, 90), outcome("eligible", "not_eligible", 2, 5), outcome("pending", "eligible", 4, 0)] as PolicyComparison["outcomes"];

  test("those that move come first", () =>
    expect(inOrder(outcomes).map((one) => `${one.before} ${one.after}`)).toEqual(["eligible not_eligible", "pending eligible", "eligible eligible"]));

  test("only those that move are counted", () =>
    expect(changesOf({ outcomes } as PolicyComparison)).toEqual({ enterprises: 6, cards: 5 }));
});
