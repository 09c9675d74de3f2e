import { expect, test } from "vitest";

import { type AgeUnit, secondsOf } from "@/desk/pages/partners/age";

test.each<[string, AgeUnit, number | undefined]>([
  ["24", "hours", 86_400],
  ["7", "days", 604_800],
  ["１２", "hours", 43_200],
  [" 1 ", "hours", 3600],
  ["365", "days", 31_536_000],
  ["366", "days", undefined],
  ["8761", "hours", undefined],
  ["0", "hours", undefined],
  ["1.5", "hours", undefined],
  ["-1", "days", undefined],
  ["", "hours", undefined],
  ["一天", "days", undefined],
])("an age of %s %s", (typed, unit, seconds) => expect(secondsOf(typed, unit)).toBe(seconds));
