import { expect, test } from "vitest";

import { countOf, placeOf } from "@/desk/pages/alarms/alarms";
import { pages } from "@/desk/routes";

test.each([
  ["a card", "card:YC26-00017-2", "/cards/YC26-00017-2"],
  ["a partner", "partner:hospital-1", "/partners/hospital-1"],
  ["an account", "actor:wang", undefined],
  ["an address", "address:::1", undefined],
  ["nobody", "", undefined],
  ["no id", "card:", undefined],
  ["what would lead elsewhere", "card:../accounts", "/cards/..%2Faccounts"],
])("what an alarm is about: %s", (_name, subject, place) => expect(placeOf(subject)).toBe(place));

test.each([
  ["none", [], null, "alarms.count", 0],
  ["a few", [1, 2], null, "alarms.count", 2],
  ["more than a page", [1, 2], "c", "alarms.countOrMore", 2],
])("open alarms are counted: %s", (_name, items, next, key, n) => expect(countOf({ items, next })).toEqual({ key, n }));

test("the pages of the alarms are for auditors and administrators alone", () => {
  const own = pages.filter(({ path }) => path.startsWith("/alarms"));
  expect(own.length).toBe(2);
  for (const { meta } of own) expect([...meta!.roles!].sort()).toEqual(["administrator", "auditor"]);
});
