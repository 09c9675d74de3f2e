import { describe, expect, test } from "vitest";

import { fromDevice, fromServer } from "@/counter/check/shown";
import type { CounterProfile, Verified } from "@/counter/device/contract";
import { importKey } from "@/counter/verify/keys";
import { openPack } from "@/counter/verify/pack";
import { stateAfter, type PackState } from "@/counter/verify/pack-state";
import { verify } from "@/counter/verify/verifier";
import { Key, issuer, keys, now, pack, printed, sample, wallet } from "../support/forge";

const opened = (await openPack(pack(now - 3600), (await importKey(keys.root.jwk))!))!;
const evidence = { pack: opened, state: stateAfter(undefined, opened) as PackState };
const service = (code: string, quota: { uses: number; per: string } | null) =>
  ({ code, name: { zh: code, en: code }, for: ["self" as const, "child" as const], quota });
const profile: CounterProfile = {
  partner: { id: "h", name: "示例医院（虚构）", sector: "health" }, account: null, sites: [], site: null, max_age_seconds: null, accepts_bearer: true, issuer,
  audience: "", root: {}, contract: "in_force",
  services: [service("health.checkup", { uses: 1, per: "policy_year" }), service("health.expert_visit", null)],
};

const shownOf = async (text: string, known = profile) =>
  fromDevice(await verify(text, evidence, { now, hasContract: true, acceptsBearer: true }), evidence, known, now);

describe("this device's verdict", () => {
  test("shows the holder masked, the age of the data, and the services of the sector", async () => {
    expect(await shownOf(printed())).toEqual({
      verdict: "valid", colour: "green", source: "device", dataAge: 3600, token: expect.objectContaining({ uri: sample.uri, idx: 7 }),
      card: { number: sample.number, holder: "欧**例", last4: undefined, enterprise: sample.enterprise, category: "principal", until: "2027-04-30" },
      services: [{ code: "health.checkup", name: expect.anything(), for: ["self", "child"], isLimited: true, state: "valid" },
        { code: "health.expert_visit", name: expect.anything(), for: ["self", "child"], isLimited: false, state: "valid" }],
    });
  });

  test("tells the services that a phone does not show", async () => {
    const { services, card } = await shownOf(wallet());
    expect(card!.last4).toBe("002X");
    expect(services.map(({ state }) => state)).toEqual(["valid", "not_entitled"]);
    expect((await shownOf(wallet({}, { without: ["health"] }))).services.map(({ state }) => state)).toEqual(["not_entitled", "not_entitled"]);
    expect((await shownOf(printed({ sectors: 4 }))).services.map(({ state }) => state)).toEqual(["not_entitled", "not_entitled"]);
  });

  test("cannot tell of a token that waits for its holder's key, and never calls it badly signed", async () => {
    const { kty, crv, x, y } = new Key().jwk;
    const bound = wallet({}, { change: (payload) => { payload.cnf = { jwk: { kty, crv, x, y } }; } });
    expect(await shownOf(bound)).toMatchObject({ verdict: "offline", colour: "amber", note: "bound", services: [] });
  });

  test("shows nothing of a token that is not authentic", async () => {
    const { card, token, services } = await shownOf(printed({}, { key: keys.stranger }));
    expect([card, token, services]).toEqual([undefined, undefined, []]);
  });
});

test("the server's verdict is shown as it is, its colour by its name", () => {
  const answer: Verified = { id: "v1", verdict: "stale_status", colour: "green", reason: "feed_silent", text: { zh: "", en: "" }, next_step: { zh: "", en: "" },
    checked_at: "2026-11-23T10:00:00Z", status_as_of: "2026-11-23T10:00:00Z", data_age_seconds: 3, card: null, services: [] };
  expect(fromServer(answer)).toEqual({ verdict: "stale_status", colour: "amber", source: "server", id: "v1", reason: "feed_silent", dataAge: 3, services: [] });
});
