import { describe, expect, test } from "vitest";

import { base32 } from "@/counter/verify/octets";
import { importKey } from "@/counter/verify/keys";
import { openPack } from "@/counter/verify/pack";
import { stateAfter, type PackState } from "@/counter/verify/pack-state";
import { verify, type Question } from "@/counter/verify/verifier";
import { cbor, day, digest, disclosure, issuer, Key, keys, now, pack, printed, printedOctets, printedPayload, sample, sc1, start, wallet, type Item, type PackForm } from "../support/forge";

const root = (await importKey(keys.root.jwk))!;

async function evidenceOf(form: PackForm = {}, at = now - 3600) {
  const opened = (await openPack(pack(at, form), root))!;
  return { pack: opened, state: stateAfter(undefined, opened) as PackState };
}

const usual: Question = { now, hasContract: true, acceptsBearer: true };
const evidence = await evidenceOf();
const outcome = async (text: string, question: Partial<Question> = {}, known = evidence) => {
  const { verdict, refusal } = await verify(text, known, { ...usual, ...question });
  return refusal ? `${verdict}: ${refusal}` : verdict;
};

const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
const changed = (key: Item, value: Item) => {
  const payload = printedPayload(sample);
  payload.set(key, value);
  return printed({}, { payload: cbor(payload) });
};
const guarded = (...more: [Item, Item][]) => printed({}, { guarded: cbor(new Map<Item, Item>([[1, -7], ...more])) });
const holder = new Key();

describe("a card", () => {
  test.each([["printed", printed()], ["in small letters", printed().toLowerCase()], ["wallet", wallet()],
    ["of a retired key", printed({}, { key: keys.old })]])("is valid: %s", async (_, text) => expect(await outcome(text)).toBe("valid"));

  test("shows its claims and by what records know it, and nothing where it is not authentic", async () => {
    const { card, token } = await verify(wallet(), evidence, usual);
    expect(card).toMatchObject({ cardNumber: sample.number, holderName: "欧阳示例", idLast4: "002X", category: "principal" });
    expect(card!.services.get("health")).toEqual(["health.checkup", "health.green_lane"]);
    expect(token).toMatchObject({ uri: sample.uri, idx: 7 });
    const text = wallet();
    expect((await verify(text, evidence, usual)).token!.hash).toBe(digest(text.split("~")[0]!.split(".").slice(0, 2).join(".")));
    expect(Object.keys(await verify(printed({}, { key: keys.stranger }), evidence, usual))).toEqual(["verdict", "refusal"]);
  });

  test("shows what is disclosed alone", async () => {
    const { card, verdict } = await verify(wallet({}, { without: ["holder_name", "education"] }), evidence, usual);
    expect(verdict).toBe("valid");
    expect(card!.holderName).toBeUndefined();
    expect([...card!.services.keys()]).toEqual(["health"]);
  });
});

describe("a printed token is refused", () => {
  const raw = (octets: number[]) => sc1(Buffer.from(octets));
  const cases: [string, string, string][] = [
    ["no text of ours", "hello", "unreadable: bad_text"],
    ["a prefix alone", "SC1", "unreadable: malformed"],
    ["a letter that folds to one of ours", printed().replace("S", "ſ"), "unreadable: bad_text"],
    ["a digit outside the alphabet", `${printed()}8`, "unreadable: bad_text"],
    ["a dirty tail", `SC1${base32.encode(Uint8Array.of(1))[0]}R`, "unreadable: bad_text"],
    ["too long", `SC1${"A".repeat(800)}`, "unreadable: too_large"],
    ["octets behind it", sc1(Buffer.concat([printedOctets(), Buffer.from([0])])), "unreadable: malformed"],
    ["another tag", printed({}, { tag: 17 }), "unreadable: wrong_tag"],
    ["a length that no memory has", raw([0xd2, 0x9b, 255, 255, 255, 255, 255, 255, 255, 255]), "unreadable: malformed"],
    ["an open header", printed({}, { open: new Map<Item, Item>([[4, keys.card.shortKid]]) }), "unreadable: bad_header"],
    ["a kid that is not guarded", guarded(), "unreadable: bad_header"],
    ["a critical header", guarded([2, [99]], [4, keys.card.shortKid]), "unreadable: bad_header"],
    ["another algorithm", printed({}, { guarded: cbor(new Map<Item, Item>([[1, -8], [4, keys.card.shortKid]])) }), "unreadable: bad_header"],
    ["a claim more", changed(7, "x"), "unreadable: malformed"],
    ["a number that is not the shortest", printed({}, { payload: Buffer.concat([cbor(printedPayload(sample)).subarray(0, 1), Buffer.from([0x18, 4]), cbor(printedPayload(sample)).subarray(2)]) }), "unreadable: malformed"],
    ["a sector that there is none", printed({ sectors: 8 }), "unreadable: unknown_sector"],
    ["a category that there is none", printed({ category: 3 }), "unreadable: bad_claim"],
    ["a number with a wrong check", printed({ number: "YC26-00017-3" }), "unreadable: bad_claim"],
    ["a name of nothing", printed({ holder: "" }), "unreadable: bad_claim"],
    ["signed by a stranger", printed({}, { key: keys.stranger }), "stale_status: key_not_in_pack"],
    ["signed with a key for lists", printed({}, { key: keys.status }), "bad_signature: wrong_purpose"],
    ["signed with a key that is to come", printed({}, { key: keys.coming }), "stale_status: key_not_in_pack"],
    ["signed with a key that was taken back", printed({}, { key: keys.stolen }), "bad_signature: revoked_key"],
    ["outliving its key", printed({ exp: start + 1001 * day }), "bad_signature: outlives_key"],
    ["of a list elsewhere", printed({ uri: "https://other.example/status-lists/1" }), "bad_signature: wrong_status_uri"],
    ["of a list that is spelled otherwise", printed({ uri: `${issuer}/status-lists/01` }), "bad_signature: wrong_status_uri"],
    ["of a list that is not there", printed({ uri: `${issuer}/status-lists/2` }), "stale_status: not_listed"],
    ["beyond the end of its list", printed({ index: 1 << 20 }), "stale_status: not_listed"],
    ["not yet issued", printed({ iat: now + 61, nbf: start }), "not_yet_valid: issued_in_future"],
    ["not yet valid", printed({ nbf: now + 61 }), "not_yet_valid: not_yet_valid"],
    ["expired this second", printed({ exp: now }), "expired: expired"],
  ];
  test.each(cases)("%s", async (_, text, expected) => expect(await outcome(text)).toBe(expected));

  test("where a single bit of it is another", async () => {
    const octets = printedOctets();
    for (let bit = 0; bit < octets.length * 8; bit += 3) {
      const copy = Buffer.from(octets);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      expect(await outcome(sc1(copy)), `bit ${bit}`).not.toBe("valid");
    }
  });
});

describe("a wallet token is refused", () => {
  const twice = disclosure("card_number", sample.number);
  const replaced = (from: string, to: string) => (payload: Record<string, unknown>) => { payload[from] = to; };
  const cases: [string, string, string][] = [
    ["cut", wallet().slice(0, 200), "unreadable: bad_text"],
    ["a header that is critical", wallet({}, { header: { crit: ["x"] } }), "unreadable: malformed"],
    ["a key of its own", wallet({}, { header: { jwk: keys.stranger.jwk } }), "unreadable: malformed"],
    ["a place to fetch keys from", wallet({}, { header: { jku: "https://x" } }), "unreadable: malformed"],
    ["without an algorithm", wallet({}, { header: { alg: "none" } }), "unreadable: malformed"],
    ["an algorithm of shared secrets", wallet({}, { header: { alg: "HS256" } }), "unreadable: malformed"],
    ["a payload that is not encoded", wallet({}, { header: { b64: false } }), "unreadable: malformed"],
    ["without a kid", wallet({}, { header: { kid: undefined } }), "unreadable: bad_header"],
    ["another kind of token", wallet({}, { typ: "kb+jwt" }), "bad_signature: wrong_type"],
    ["another digest", wallet({}, { change: replaced("_sd_alg", "sha-512") }), "unreadable: bad_claim"],
    ["a claim that we do not have", wallet({}, { change: replaced("aud", "x") }), "unreadable: unknown_claim"],
    ["a time within the day", wallet({ exp: sample.exp + 1 }), "unreadable: bad_time"],
    ["an unreferenced disclosure", wallet({}, { more: [twice] }), "unreadable: malformed"],
    ["a claim twice", wallet({}, { more: [twice], change: (payload) => { (payload._sd as string[]).push(digest(twice)); } }), "unreadable: malformed"],
    ["a digest twice", wallet({}, { change: (payload) => { const all = payload._sd as string[]; all.push(all[0]!); } }), "unreadable: malformed"],
    ["a disclosed issuer", disclosing("iss", "https://other.example"), "unreadable: unknown_claim"],
    ["a disclosed holder's key", disclosing("cnf", {}), "unreadable: unknown_claim"],
    ["a disclosed `_sd`", disclosing("_sd", []), "unreadable: unknown_claim"],
    ["an ID's end that is none", disclosing("holder_id_last4", "12345", "holder_id_last4"), "unreadable: bad_claim"],
    ["dirty base64url", flip(wallet(), wallet().indexOf(".") - 1), "unreadable"],
    ["another issuer", wallet({}, { change: replaced("iss", "https://other.example") }), "bad_signature: wrong_issuer"],
    ["another credential", wallet({}, { change: replaced("vct", `${issuer}/vct/other`) }), "bad_signature: wrong_credential_type"],
    ["bound to a holder's key", wallet({}, { change: bound() }), "bad_signature: key_binding_not_awaited"],
    ["bound, its binding cut off", wallet({}, { change: bound() }), "bad_signature: key_binding_not_awaited"],
    ["bound by a key that is none", wallet({}, { change: (payload) => { payload.cnf = { jwk: { kty: "EC" } }; } }), "unreadable: bad_holder_key"],
    ["a binding that nobody asked for", wallet() + holder.jws("kb+jwt", { aud: "x" }), "bad_signature: unexpected_key_binding"],
    ["signed by a stranger", wallet({}, { key: keys.stranger }), "stale_status: key_not_in_pack"],
  ];
  test.each(cases)("%s", async (_, text, expected) => expect(await outcome(text)).toContain(expected));

  test("where any character of it is another", async () => {
    const text = wallet();
    for (let at = 0; at < text.length; at += 7) expect(await outcome(flip(text, at)), `character ${at}`).not.toBe("valid");
  });
});

function bound() {
  return (payload: Record<string, unknown>) => {
    const { kty, crv, x, y } = holder.jwk;
    payload.cnf = { jwk: { kty, crv, x, y } };
  };
}

function disclosing(name: string, value: unknown, without = ""): string {
  const one = disclosure(name, value);
  return wallet({}, { more: [one], without: [without], change: (payload) => { (payload._sd as string[]).push(digest(one)); } });
}

describe("a status decides", () => {
  test.each([[1, "revoked: revoked"], [2, "suspended: suspended"], [3, "stale_status: unknown_value"]])("of %d", async (value, expected) => {
    const known = await evidenceOf({ statuses: { 7: value } });
    expect(await outcome(printed(), {}, known)).toBe(expected);
    expect(await outcome(wallet({ index: 6 }), {}, known)).toBe("valid");
  });
});

describe("data proves nothing", () => {
  test.each<[string, string, Partial<Question>]>([
    ["when its list has ended", "stale_status: list_expired", { now: now - 3600 + day }],
    ["when the pack has ended", "stale_status: pack_expired", { now: now - 3600 + 7 * day }],
    ["when it is as old as the partner allows", "stale_status: list_too_old", { maxAge: 3600 }],
    ["when the clock was set back", "stale_status: clock_set_back", { now: now - 3600 - 61 }],
  ])("%s", async (_, expected, question) => expect(await outcome(printed(), question)).toBe(expected));

  test("when the trust list has ended", async () => {
    const known = await evidenceOf({ trust: { exp: now } });
    expect(await outcome(printed(), {}, known)).toBe("stale_status: trust_list_expired");
  });

  test("but counts until then", async () => {
    expect(await outcome(printed(), { maxAge: 3601 })).toBe("valid");
    expect(await outcome(printed(), { now: now - 3600 - 60 })).toBe("valid");
    expect(await outcome(printed(), { now: now - 3601 + day })).toBe("valid");
  });
});

test("the partner's contract comes first, and then whether it takes bearers", async () => {
  expect(await outcome("hello", { hasContract: false })).toBe("partner_not_contracted: partner_not_contracted");
  expect(await outcome(printed(), { acceptsBearer: false })).toBe("bad_signature: bearer_refused");
  expect(await outcome("hello", { acceptsBearer: false })).toBe("unreadable: bad_text");
});
