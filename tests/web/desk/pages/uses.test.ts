import { expect, test } from "vitest";

import type { Redemption, Role } from "@/api/types";
import { counts, mayVoid, toneOf } from "@/desk/pages/cards/uses";

type Use = Pick<Redemption, "standing" | "voided">;
const counted: Use = { standing: "counted", voided: null };
const taken: Use = { standing: "counted", voided: { at: "2026-11-23T00:00:00Z", by: "partner", reason: "误登记" } };
const over: Use = { standing: "over_quota", voided: null };

test.each<[string, Use, boolean]>([["one", counted, true], ["one that was voided", taken, false], ["one over the quota", over, false]])(
  "a use counts: %s", (_name, use, yes) => expect(counts(use)).toBe(yes));

test.each<[Role | undefined, Use, boolean]>([
  ["approver", counted, true], ["approver", taken, false], ["approver", over, false],
  ["auditor", counted, false], ["clerk", counted, false], [undefined, counted, false],
])("%s takes a use back", (role, use, yes) => expect(mayVoid(use, role)).toBe(yes));

test.each([["valid", "good"], ["revoked", "bad"], ["bad_signature", "bad"], ["unreadable", "wait"], ["unknown_card", "bad"]] as const)(
  "%s is told as the counter tells it", (verdict, tone) => expect(toneOf(verdict)).toBe(tone));
