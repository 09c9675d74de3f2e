// The test cards that the demonstration county leaves for programmers: one for every verdict.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { cardctl, TestServer } from "../support/server.mjs";
import { yaml } from "../support/packages.mjs";

let server;
let folder;
let cards;

before(async () => {
  server = await TestServer.make({ county: true });
  folder = path.join(server.data, "demo/sandbox");
  ({ cards } = JSON.parse(await readFile(path.join(folder, "index.json"), "utf8")));
});
after(() => server?.remove());

const text = async (name) => (await readFile(path.join(folder, name), "utf8")).trim();
const partner = async ({ key }) => server.client(await text(key));

/** What a program without the server says: {code, verdict}. */
async function offline({ token, pack }, ...where) {
  const root = path.join(server.data, "root.jwk.json");
  const data = pack ? ["--pack", path.join(folder, pack), "--state", path.join(server.folder, "state")] : where;
  const { code, stdout } = await cardctl(["verify", "-", "--root", root, ...data, "--output", "json"],
    { input: await text(token) });
  return { code, verdict: JSON.parse(stdout).verdict };
}

test("every verdict of the API has its test card", () => {
  const { enum: verdicts } = yaml.parse(server.contract.text).components.schemas.Verdict;
  const missing = verdicts.filter((name) => !cards.some(({ verdict }) => verdict === name));
  assert.deepEqual(missing, []);
});

test("each gives its verdict when a partner asks", async () => {
  const asked = cards.filter(({ request }) => request);
  assert.ok(asked.length >= 12);
  for (const card of asked) {
    const answer = await (await partner(card)).post("/v1/verifications", card.request);
    assert.deepEqual([answer.verdict, answer.colour], [card.verdict, card.colour], card.name);
    assert.deepEqual(answer.text, card.word, card.name);
  }
});

test("what is on a card by number has the same verdict", async () => {
  for (const card of cards.filter(({ card_number: number, token }) => number && token)) {
    const answer = await (await partner(card)).post("/v1/verifications",
      { card_number: card.card_number, holder_id_last4: card.holder_id_last4,
        ...(card.request.service && { service: card.request.service }) });
    assert.equal(answer.verdict, card.verdict, card.name);
  }
});

test("without the server an old pack cannot tell, nor can a program that has none", async () => {
  const nowhere = ["--server", "http://127.0.0.1:1"];
  const answers = {};
  for (const card of cards.filter(({ request }) => !request)) {
    const { code, verdict } = await offline(card, ...nowhere);
    assert.deepEqual([code, verdict], [3, card.verdict]);
    answers[card.verdict] = code;
  }
  assert.deepEqual(Object.keys(answers).sort(), ["offline", "stale_status"]);
});

test("a picture holds the same text as the token file", async () => {
  const pictured = cards.filter(({ picture }) => picture);
  assert.ok(pictured.length >= 10);
  for (const { name, picture, token } of pictured) {
    const shown = await Promise.all([["--image", path.join(folder, picture)], [await text(token)]]
      .map((source) => cardctl(["verify", ...source, "--server", server.issuer, "--root",
        path.join(server.data, "root.jwk.json")])));
    assert.equal(shown[0].stdout, shown[1].stdout, name);
  }
});
