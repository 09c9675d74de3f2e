import { describe, expect, test } from "vitest";

import { importKey } from "@/counter/verify/keys";
import { openPack } from "@/counter/verify/pack";
import { readState, stateAfter, writeState, type PackState } from "@/counter/verify/pack-state";
import { day, issuer, keys, now, pack, sample, start, type PackForm } from "../support/forge";

const root = (await importKey(keys.root.jwk))!;
const opened = async (form: PackForm = {}, at = now) => (await openPack(pack(at, form), root))!;
const first = await opened();
const sameAgain = await opened();
const seen = stateAfter(undefined, first) as PackState;
const opens = async (file: string) => (await openPack(file, root)) !== undefined;

describe("a pack", () => {
  test("opens", async () => {
    expect(first).toMatchObject({ sequence: 5, issuedAt: now, expires: now + 7 * day });
    expect(first.statusLists[0]!.uri).toBe(sample.uri);
  });

  const entry = (purpose: string, state: string, { jwk }: { jwk: object }, more = {}) =>
    ({ purpose, state, created: start, since: start, exp: start + 1000 * day, jwk, ...more });
  const listed = (...more: unknown[]) => [entry("card", "active", keys.card), entry("status", "active", keys.status), entry("pack", "active", keys.pack), ...more];

  test.each<[string, PackForm]>([
    ["a trust list of a stranger", { trustKey: keys.stranger }],
    ["a trust list signed by a key that it lists", { trustKey: keys.pack }],
    ["a trust list that ends before it begins", { trust: { exp: start } }],
    ["a trust list of a place that is no issuer", { trust: { iss: "http://card.example.cn" } }],
    ["a trust list with a member more", { trust: { more: 1 } }],
    ["a trust list without a number", { trust: { seq: 0 } }],
    ["a trust list that lists its root", { keys: listed(entry("card", "retired", keys.root)) }],
    ["two active keys of a purpose", { keys: listed(entry("card", "active", keys.old)) }],
    ["a key twice", { keys: listed(entry("card", "retired", keys.card)) }],
    ["a key whose end is before its beginning", { keys: listed(entry("card", "retired", keys.old, { exp: start })) }],
    ["a manifest signed by a key for cards", { manifestKey: keys.card }],
    ["a manifest signed by a stranger", { manifestKey: keys.stranger }],
    ["a manifest of another issuer", { manifest: { iss: "https://other.example" } }],
    ["a manifest with a member more", { manifest: { more: 1 } }],
    ["a manifest from before its trust list", { manifest: { iat: start - 1 } }],
    ["a manifest that outlives its key", { manifest: { exp: start + 1001 * day } }],
    ["another trust list", { manifest: { trust_list: "x" } }],
    ["another catalogue", { manifest: { catalogue: "x" } }],
    ["a catalogue that is none", { catalogue: "[]" }],
    ["a list less", { manifest: { status_lists: [] } }],
    ["a list signed by a key for cards", { listKey: keys.card }],
    ["a list of another place", { list: { sub: `${issuer}/status-lists/2` } }],
    ["a list of one bit", { list: { status_list: { bits: 1, lst: "eNrbuRgAAhcBXQ" } } }],
    ["a list that is no stream", { list: { status_list: { bits: 2, lst: "AAAA" } } }],
    ["a list that lives longer than a day", { list: { exp: now + day + 1 } }],
    ["a list with a claim more", { list: { more: 1 } }],
    ["a list that is younger than the manifest", { list: { iat: now + 1 } }],
  ])("does not open with %s", async (_, form) => expect(await opens(pack(now, form))).toBe(false));

  test("does not open in another spelling, or with a name twice", async () => {
    const file = pack(now);
    expect(await opens(` ${file}`)).toBe(false);
    expect(await opens(`${file}\n`)).toBe(false);
    expect(await opens(file.replace("{", '{"catalogue":"{}",'))).toBe(false);
    expect(await opens(file.replace('"manifest"', '"manifes\\u0074"'))).toBe(false);
  });

  test("does not open where a character of it is another", async () => {
    const file = pack(now);
    for (let at = 0; at < file.length; at += 41) {
      const other = file.slice(0, at) + (file[at] === "x" ? "y" : "x") + file.slice(at + 1);
      expect(await opens(other), `character ${at}`).toBe(false);
    }
  });
});

describe("what was seen of packs", () => {
  test("is read as it was written, and in no other way", async () => {
    const text = await writeState(stateAfter(undefined, await opened()) as PackState);
    expect(await writeState((await readState(text))!)).toBe(text);
    for (const other of ["", "{}", `${text} `, text.replace('"seq":5', '"seq":4'), text.slice(0, -1)]) expect(await readState(other), other).toBeUndefined();
  });

  test.each<[string, PackForm, number]>([
    ["older_trust_list", { trust: { seq: 2 }, manifest: { seq: 6 } }, now],
    ["other_trust_list", { manifest: { seq: 6 } }, now],
    ["older_pack", { trust: { seq: 4 }, manifest: { seq: 4 } }, now],
    ["other_pack", { trust: { seq: 4 } }, now + 1],
    ["older_issue", { trust: { seq: 4 }, manifest: { seq: 6 } }, now - 1],
  ])("refuses a pack: %s", async (rollback, form, at) => {
    expect(stateAfter(seen, await opened(form, at))).toBe(rollback);
  });

  test("refuses a pack: other_issuer", () => expect(stateAfter({ ...seen, iss: "https://b.example" }, first)).toBe("other_issuer"));

  test("takes the same again, and a newer one", async () => {
    expect(stateAfter(seen, first)).toEqual(seen);
    expect(sameAgain.hash).not.toBe(first.hash); // another signature is another document
    expect(stateAfter(seen, await opened({ trust: { seq: 4 }, manifest: { seq: 6 } }, now + 1))).toMatchObject({ iat: now + 1, pack: { seq: 6 } });
  });
});
