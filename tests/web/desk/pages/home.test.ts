import { describe, expect, test } from "vitest";

import type { Queues, Role } from "@/api/types";
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
