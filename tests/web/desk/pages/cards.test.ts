import { expect, test } from "vitest";

import type { Card, CardState, PrintState, Role } from "@/api/types";
import { actsOn, type CardAct, revocationReasons } from "@/desk/pages/cards/acts";

const card = (state: CardState, successor: string | null = null, print: PrintState = "none") =>
  ({ state, successor, print: { state: print } }) as Card;

test.each<[string, Card, Role, number, CardAct[]]>([
  ["a clerk with an active card", card("active"), "clerk", 200, ["reportLost", "suspend"]],
  ["a clerk with one that ends in 60 days", card("active"), "clerk", 60, ["reportLost", "suspend", "renew"]],
  ["a clerk with one that ends in 61 days", card("active"), "clerk", 61, ["reportLost", "suspend"]],
  ["a clerk with one that is renewed already", card("active", "YC27-00001-X"), "clerk", 10, ["reportLost", "suspend"]],
  ["a clerk with a printed card", card("active", null, "printed"), "clerk", 200, ["handOver", "reportLost", "suspend"]],
  ["a clerk with a printed card that was lost before it was handed over", card("lost", null, "printed"), "clerk", 200, ["reinstate"]],
  ["a clerk with a card in the holder's hand", card("active", null, "handed_over"), "clerk", 200, ["reportLost", "suspend"]],
  ["a clerk with a lost card", card("lost"), "clerk", 200, ["reinstate"]],
  ["a clerk with a suspended card", card("suspended"), "clerk", 200, []],
  ["an approver with an active card", card("active"), "approver", 10, ["reportLost", "suspend", "replace", "revoke"]],
  ["an approver with a lost card", card("lost"), "approver", 200, ["reinstate", "replace", "revoke"]],
  ["an approver with a suspended card", card("suspended"), "approver", 200, ["reinstate", "replace", "revoke"]],
  ["an approver with a prepared card", card("prepared"), "approver", 200, ["revoke"]],
  ["an approver with a revoked card", card("revoked"), "approver", 200, []],
  ["an approver with an expired card", card("expired"), "approver", -1, []],
  ["an auditor", card("active"), "auditor", 10, []],
  ["an administrator", card("active"), "administrator", 10, []],
])("%s", (_name, given, role, days, expected) => expect(actsOn(given, role, days)).toEqual(expected));

test("a card is not taken away by hand for what comes of other acts", () => {
  expect(revocationReasons).not.toContain("replaced");
  expect(revocationReasons).not.toContain("key_compromise");
});
