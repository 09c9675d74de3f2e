import { expect, test } from "vitest";

import type { PartnerDetail } from "@/api/types";
import { type AgeUnit, ageOf, secondsOf } from "@/desk/pages/partners/age";
import { isSiteCode, keysLeft, publicJwk } from "@/desk/pages/partners/rules";

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

test.each<[number, string, AgeUnit]>([
  [86_400, "24", "hours"],
  [604_800, "7", "days"],
  [43_200, "12", "hours"],
  [90, "1", "hours"],
  [31_536_000, "365", "days"],
])("%d seconds are %s %s", (seconds, age, unit) => expect(ageOf(seconds)).toEqual({ age, unit }));

test.each([["east", true], ["e", true], ["east-2", true], ["East", false], ["-east", false], ["east-", false], ["", false], ["东", false]])(
  "%s as a site's code: %s", (code, good) => expect(isSiteCode(code)).toBe(good));

const jwk = { kty: "EC", crv: "P-256", x: "x", y: "y" };

test.each<[string, string, boolean]>([
  ["a public key", JSON.stringify(jwk), true],
  ["a private key", JSON.stringify({ ...jwk, d: "d" }), false],
  ["another curve", JSON.stringify({ ...jwk, crv: "P-384" }), false],
  ["another kind", JSON.stringify({ kty: "RSA" }), false],
  ["a list", "[]", false],
  ["null", "null", false],
  ["no JSON", "-----BEGIN PUBLIC KEY-----", false],
])("%s", (_name, pasted, good) => expect(publicJwk(pasted) !== undefined).toBe(good));

test("two keys of each kind are live at most", () => {
  const key = (id: number, kind: "api_key" | "client_key", revoked_at: string | null): PartnerDetail["keys"][number] =>
    ({ id, kind, label: "", scopes: ["verify"], kid: null, created_at: "", last_used_at: null, revoked_at });
  const keys = [key(1, "api_key", null), key(2, "api_key", "2026-01-01T00:00:00Z"), key(3, "client_key", null), key(4, "client_key", null)];
  expect(keysLeft(keys, "api_key")).toBe(1);
  expect(keysLeft(keys, "client_key")).toBe(0);
});
