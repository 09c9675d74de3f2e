import { expect, test } from "vitest";

import type { Application, ApplicationState, Role } from "@/api/types";
import { type Act, actsOn, ownHand } from "@/desk/pages/applications/hands";

const step = (by: string) => ({ by, at: "2026-01-01T00:00:00Z" });

function application(state: ApplicationState, checkedBy?: string): Application {
  return { state, drafted: step("甲"), checked: checkedBy ? step(checkedBy) : null } as Application;
}

const acts = (name: string, role: Role, given: Application): Act[] => actsOn(given, { name, role });

test.each<[string, Role, string, Application, Act[]]>([
  ["the author hands in a draft", "clerk", "甲", application("draft"), ["submit"]],
  ["the author hands in again what was returned", "clerk", "甲", application("returned"), ["submit", "reject"]],
  ["the author does not check it", "clerk", "甲", application("submitted"), ["return", "reject"]],
  ["another clerk checks it", "clerk", "乙", application("submitted"), ["check", "return", "reject"]],
  ["a clerk does not approve", "clerk", "丙", application("checked", "乙"), ["return", "reject"]],
  ["an approver approves", "approver", "丙", application("checked", "乙"), ["approve", "return", "reject"]],
  ["an approver does not approve what they checked", "approver", "丙", application("checked", "丙"), ["return", "reject"]],
  ["an approver issues", "approver", "丙", application("approved", "乙"), ["issue", "return", "reject"]],
  ["nothing follows an issue", "approver", "丙", application("issued", "乙"), []],
  ["nothing follows a rejection", "approver", "丙", application("rejected"), []],
  ["an auditor looks on", "auditor", "丁", application("submitted"), []],
  ["an administrator looks on", "administrator", "戊", application("checked", "乙"), []],
])("%s", (_name, role, who, given, expected) => expect(acts(who, role, given)).toEqual(expected));

test("whoever drafted or checked had a hand in it", () => {
  const given = application("checked", "乙");
  expect([ownHand(given, "甲"), ownHand(given, "乙"), ownHand(given, "丙")]).toEqual([true, true, false]);
});

test("nobody has nothing to do", () => expect(actsOn(application("draft"), undefined)).toEqual([]));
