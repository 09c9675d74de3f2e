import { describe, expect, test } from "vitest";

import type { Review, ReviewState, Role } from "@/api/types";
import { actsOn, type Obstacle, type ReviewAct } from "@/desk/pages/reviews/acts";
import { progressOf, riskOf, totalOf } from "@/desk/pages/reviews/progress";

const count = (enterprises: number, cards: number, lapsed_cards = 0) => ({ enterprises, cards, over_quota: 0, lapsed_cards });

function review(state: ReviewState, more: Partial<Review> = {}): Review {
  return {
    state, drafted: { by: "丙", at: "2026-11-01T00:00:00Z" }, grace_until: state === "confirmed" ? "2026-11-30" : null,
    counts: { keep: count(10, 30), lapse: count(3, 7), pending: count(2, 4), edge: count(1, 1) },
    outlook: state === "draft" || state === "confirmed" ? { kept: 2, lapsing: 4, lapsing_cards: 9 } : null,
    ...more,
  } as Review;
}

test("a review looked at everybody, and has those at risk that it did not keep", () => {
  expect(totalOf(review("draft"))).toEqual({ enterprises: 16, cards: 42 });
  expect(riskOf(review("draft"))).toEqual({ enterprises: 6, cards: 12 });
});

test.each<[string, Review, { done: number; all: number }]>([
  ["nothing is settled", review("confirmed"), { done: 0, all: 6 }],
  ["some are settled", review("confirmed", { outlook: { kept: 1, lapsing: 1, lapsing_cards: 2 } }), { done: 4, all: 6 }],
  ["all are settled, and the end is still to be written", review("confirmed", { outlook: { kept: 0, lapsing: 0, lapsing_cards: 0 } }), { done: 6, all: 6 }],
  ["it is finished", review("finished"), { done: 6, all: 6 }],
])("a review has come so far where %s", (_name, given, expected) => expect(progressOf(given)).toMatchObject(expected));

test("cards that lapsed count over all outcomes", () => {
  const counts = { keep: count(0, 0), lapse: count(3, 7, 5), pending: count(2, 4, 3), edge: count(1, 1) };
  expect(progressOf(review("finished", { counts })).lapsedCards).toBe(8);
});

const begun = { outlook: { kept: 0, lapsing: 2, lapsing_cards: 2 } };

describe("what may be done with a review", () => {
  test.each<[string, string, Role, Review, string, ReviewAct[], Obstacle | undefined]>([
    ["another approver confirms a draft", "己", "approver", review("draft"), "2026-11-02", ["cancel", "redraft", "confirm"], undefined],
    ["its author does not", "丙", "approver", review("draft"), "2026-11-02", ["cancel", "redraft"], "ownDraft"],
    ["a clerk does not", "甲", "clerk", review("draft"), "2026-11-02", ["redraft"], "forApprover"],
    ["nobody finishes on the last day of the grace", "己", "approver", review("confirmed"), "2026-11-30", ["cancel"], "graceRuns"],
    ["an approver finishes the day after", "己", "approver", review("confirmed"), "2026-12-01", ["cancel", "finish"], undefined],
    ["its author may finish it", "丙", "approver", review("confirmed"), "2026-12-01", ["cancel", "finish"], undefined],
    ["a clerk does not finish", "甲", "clerk", review("confirmed"), "2026-12-01", [], "forApprover"],
    ["what has begun to lapse is not cancelled", "己", "approver", review("confirmed", begun), "2026-12-01", ["finish"], undefined],
    ["one that was cut short while being judged is begun anew", "甲", "clerk", review("judging"), "2026-11-02", ["redraft"], undefined],
    ["nothing follows the end", "己", "approver", review("finished"), "2026-12-01", [], undefined],
    ["nothing follows a cancellation", "己", "approver", review("cancelled"), "2026-12-01", [], undefined],
    ["an auditor looks on", "丁", "auditor", review("draft"), "2026-11-02", [], undefined],
    ["an administrator looks on", "戊", "administrator", review("confirmed"), "2026-12-01", [], undefined],
  ])("%s", (_name, name, role, given, today, acts, obstacle) => {
    const found = actsOn(given, { name, role }, today);
    expect(found.acts).toEqual(acts);
    expect(found.obstacle).toBe(obstacle);
  });

  test("is nothing for nobody", () => expect(actsOn(review("draft"), undefined, "2026-11-02").acts).toEqual([]));
});
