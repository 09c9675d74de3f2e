import { expect, test } from "vitest";

import type { EnterpriseDetail } from "@/api/types";
import { eventsOf, lossOf } from "@/desk/pages/enterprises/loss";

const enterprise = (credit_status: string) => ({
  credit_status,
  designations: [
    { id: 1, kind: "key", from: "2024-01-01", until: null },
    { id: 2, kind: "listed", from: "2024-01-01", until: "2026-11-23" },
    { id: 3, kind: "srdi", from: "2024-01-01", until: "2026-11-22" },
  ],
}) as unknown as EnterpriseDetail;

test("titles that still run can end, and a good name be lost", () => {
  expect(eventsOf(enterprise("good"), "2026-11-23").map((one) => one.value)).toEqual(["designation:1", "designation:2", "dishonest", "recorded"]);
  expect(eventsOf(enterprise("dishonest"), "2026-11-23").map((one) => one.value)).toEqual(["designation:1", "designation:2", "recorded"]);
});

test.each([
  ["a title that ends", "designation:7", "2026-11-20", "" as const, { designation: 7, until: "2026-11-20" }],
  ["a title that ends, for a reason of its own", "designation:7", "2026-11-20", "delisted" as const, { designation: 7, until: "2026-11-20", reason_code: "delisted" }],
  ["dishonest credit", "dishonest", "2026-11-20", "" as const, { credit_status: "dishonest" }],
  ["what the record says already", "recorded", "", "" as const, {}],
  ["nothing yet", "", "2026-11-20", "" as const, undefined],
  ["a title without its last day", "designation:7", "", "" as const, undefined],
])("the question says %s", (_name, event, until, reason, body) => expect(lossOf(event, until, reason)).toEqual(body));
