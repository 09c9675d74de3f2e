// The browser's verdicts and those of our own command, over the same pack: cards of the demonstration
// county in every state, whole and tampered with. Needs the programs that `./dev build` makes.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { importKey } from "@/counter/verify/keys";
import { openPack } from "@/counter/verify/pack";
import { stateAfter, writeState, type PackState } from "@/counter/verify/pack-state";
import { verify, type Evidence } from "@/counter/verify/verifier";

const bin = process.env.CARD_BIN ?? fileURLToPath(new URL("../../../../build/release/bin", import.meta.url));
const cardctl = path.join(bin, "cardctl");
const env = { ...process.env, LANG: "en_US.UTF-8" };
const tokenSteps = 89; // every so many characters of a token one is changed

describe.skipIf(!existsSync(cardctl))("as cardctl says", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "servicecard-"));
  const at = (name: string) => path.join(folder, name);
  const asClerk = ["--data", at("data"), "--as", "clerk-1", "--token-file", at("data/demo/tokens/clerk-1")];
  let evidence: Evidence;
  let cards: { number: string; state: string }[];

  beforeAll(async () => {
    const run = (...args: string[]) => execFileSync(cardctl, args, { env, encoding: "utf8", maxBuffer: 1 << 26 });
    run("demo", "--data", at("data"), "--issuer", "http://127.0.0.1:8080");
    run("pack", "export", "--data", at("data"), "-o", at("card.pack"));
    cards = JSON.parse(run("card", "list", "--all", ...asClerk, "--output", "json"));
    const root = (await importKey(JSON.parse(readFileSync(at("data/root.jwk.json"), "utf8"))))!;
    const pack = (await openPack(readFileSync(at("card.pack"), "utf8"), root))!;
    evidence = { pack, state: stateAfter(undefined, pack) as PackState };
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const theirs = (text: string, ...more: string[]) => {
    const { stdout, stderr } = spawnSync(cardctl, ["verify", "-", "--pack", at("card.pack"), "--root", at("data/root.jwk.json"),
      "--state", at("pack.state"), "--output", "json", ...more], { input: text, env, encoding: "utf8" });
    try {
      const { verdict, reason } = JSON.parse(stdout) as { verdict: string; reason: string | null };
      return { verdict, reason: reason ?? undefined };
    } catch {
      throw new Error(stderr);
    }
  };
  const ours = async (text: string, maxAge?: number) => {
    const { verdict, refusal } = await verify(text.trim(), evidence, {
      now: Math.floor(Date.now() / 1000), hasContract: true, acceptsBearer: true, ...(maxAge !== undefined && { maxAge }) });
    return { verdict, reason: refusal };
  };
  const tokens = (number: string) => ["wallet", "printed"].map((kind) =>
    execFileSync(cardctl, ["card", "token", number, "--kind", kind, ...asClerk], { env, encoding: "utf8" }).trim());
  const oneOf = (state: string, count = 1) => cards.filter((card) => card.state === state).slice(0, count);

  test("of cards in every state", async () => {
    const seen = new Set<string>();
    for (const { number, state } of ["active", "expired", "lost", "suspended", "revoked", "superseded"].flatMap((one) => oneOf(one, 3))) {
      for (const text of tokens(number)) {
        const expected = theirs(text);
        expect(await ours(text), `${number} ${state}`).toEqual(expected);
        seen.add(expected.verdict);
      }
    }
    expect([...seen].sort()).toEqual(["expired", "revoked", "suspended", "valid"]);
  }, 120_000);

  test("of data that is too old for the partner", async () => {
    const [text] = tokens(oneOf("active")[0]!.number);
    expect(await ours(text!, 1)).toEqual(theirs(text!, "--max-age", "1s"));
  }, 60_000);

  test("of tokens that were tampered with", async () => {
    for (const text of tokens(oneOf("active")[0]!.number)) {
      for (let place = 1; place < text.length; place += tokenSteps) {
        const other = text.slice(0, place) + (text[place] === "A" ? "B" : "A") + text.slice(place + 1);
        const { verdict } = await ours(other);
        expect(verdict, `character ${place} of ${text.slice(0, 12)}`).toBe(theirs(other).verdict);
      }
      for (const other of [text.slice(0, -1), text.slice(0, 40), `${text}A`, `${text}~`, text.toLowerCase(), text.replace("~", "~~")]) {
        expect((await ours(other)).verdict, other.slice(-20)).toBe(theirs(other).verdict);
      }
    }
  }, 180_000);

  test("of the state that is kept, to the octet", async () => {
    theirs("SC1");
    expect(await writeState(evidence.state)).toBe(readFileSync(at("pack.state"), "utf8").trim());
  });

  test("of packs that were tampered with", async () => {
    const file = readFileSync(at("card.pack"), "utf8");
    const root = (await importKey(JSON.parse(readFileSync(at("data/root.jwk.json"), "utf8"))))!;
    for (let place = 0; place < file.length; place += Math.ceil(file.length / 40)) {
      writeFileSync(at("bad.pack"), file.slice(0, place) + (file[place] === "e" ? "f" : "e") + file.slice(place + 1));
      const { status } = spawnSync(cardctl, ["verify", "SC1", "--pack", at("bad.pack"), "--root", at("data/root.jwk.json"), "--state", at("other.state")], { env });
      expect(existsSync(at("other.state")), `cardctl, character ${place}: ${status}`).toBe(false);
      expect(await openPack(readFileSync(at("bad.pack"), "utf8"), root), `character ${place}`).toBeUndefined();
    }
  }, 60_000);
});
