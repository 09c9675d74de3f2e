import { describe, expect, test } from "vitest";

import type { Actor, Queues, Role } from "@/api/types";
import { crewOf, firstSteps, type Installation } from "@/desk/pages/home/first-steps";
import { overview, ownWork } from "@/desk/pages/home/queues";

const since = "2026-11-20T01:00:00Z";
const queues: Queues = {
  applications: [
    { state: "draft", count: 2, oldest: since, for_me: 1 },
    { state: "submitted", count: 5, oldest: since, for_me: 3 },
    { state: "checked", count: 0, oldest: null, for_me: 0 },
  ],
  tax_records: { count: 4, oldest: since, for_me: 2 },
  expiring: [],
};

describe("the work of a role", () => {
  test.each<[Role, string[]]>([
    ["clerk", ["submitted", "returned", "draft", "tax"]],
    ["approver", ["checked", "approved", "submitted", "tax"]],
    ["auditor", []],
    ["administrator", []],
  ])("is, for a %s, what that role moves on", (role, keys) => expect(ownWork(queues, role).map((one) => one.key)).toEqual(keys));

  test("is nothing for nobody", () => expect(ownWork(queues, undefined)).toEqual([]));

  test("counts what is one's own beside all, and leads to the list that it counts", () => {
    expect(ownWork(queues, "clerk")[0]).toEqual({ key: "submitted", mine: 3, all: 5, oldest: since, to: "/applications?state=submitted&mine=1" });
    expect(ownWork(queues, "clerk").at(-1)).toMatchObject({ mine: 2, all: 4, to: "/tax-records?mine=1" });
  });
});

test("every stage has its row, one that the answer does not name with nothing in it", () => {
  const rows = overview(queues);
  expect(rows.map((one) => one.key)).toEqual(["draft", "submitted", "checked", "approved", "returned", "tax"]);
  expect(rows.map((one) => one.all)).toEqual([2, 5, 0, 0, 0, 4]);
  expect(rows[3]).toMatchObject({ oldest: null, to: "/applications?state=approved" });
});

const actor = (name: string, role: Role, more: Partial<Actor> = {}): Actor =>
  ({ id: 1, name, role, disabled: false, one_time_password: false, second_factor: false, ...more });

describe("the people of a desk", () => {
  test.each<[string, Actor[], boolean]>([
    ["a clerk and an approver are too few: whoever checked cannot approve", [actor("甲", "clerk"), actor("丙", "approver")], false],
    ["two clerks and an approver are enough", [actor("甲", "clerk"), actor("乙", "clerk"), actor("丙", "approver")], true],
    ["a clerk and two approvers are enough", [actor("甲", "clerk"), actor("丙", "approver"), actor("己", "approver")], true],
    ["clerks alone are not", [actor("甲", "clerk"), actor("乙", "clerk"), actor("庚", "clerk")], false],
    ["whoever has not moved in does not count", [actor("甲", "clerk"), actor("乙", "clerk", { one_time_password: true }), actor("丙", "approver")], false],
    ["nor does a closed account", [actor("甲", "clerk"), actor("乙", "clerk"), actor("丙", "approver", { disabled: true })], false],
    ["nor an administrator or an auditor", [actor("甲", "clerk"), actor("丙", "approver"), actor("戊", "administrator"), actor("丁", "auditor")], false],
  ])("%s", (_name, actors, enough) => expect(crewOf(actors).enough).toBe(enough));

  test("are awaited until their first sign-in", () =>
    expect(crewOf([actor("甲", "clerk", { one_time_password: true }), actor("戊", "administrator", { one_time_password: true })]).awaited).toEqual(["甲"]));
});

describe("the first steps", () => {
  const empty: Installation = {
    session: { standing: "password-change-needed", second_factor: { confirmed_at: null, required: true, recovery_codes_left: 0 } },
    policy: null, actors: [], hasEnterprise: false, hasCard: false,
  };
  const openOf = (given: Installation) => firstSteps(given).filter((one) => !one.done).map((one) => one.name);

  test("are all open at first, in the order in which they are taken", () =>
    expect(openOf(empty)).toEqual(["password", "factor", "policy", "accounts", "roster", "card"]));

  test.each<[string, Partial<Installation>, string]>([
    ["one's own password", { session: { ...empty.session, standing: "settled" } }, "password"],
    ["a second factor", { session: { ...empty.session, second_factor: { confirmed_at: since, required: true, recovery_codes_left: 8 } } }, "factor"],
    ["a policy in force", { policy: { id: "default", version: 1 } }, "policy"],
    ["people enough", { actors: [actor("甲", "clerk"), actor("乙", "clerk"), actor("丙", "approver")] }, "accounts"],
    ["an enterprise", { hasEnterprise: true }, "roster"],
    ["a card", { hasCard: true }, "card"],
  ])("lose one by %s", (_name, more, step) => {
    expect(openOf({ ...empty, ...more })).not.toContain(step);
    expect(openOf({ ...empty, ...more })).toHaveLength(5);
  });
});
