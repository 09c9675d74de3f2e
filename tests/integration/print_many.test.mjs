// A hundred and thirty-five cards as one PDF: every code and every text as it is on record.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

const size = 135;
const categories = { principal: ["企业负责人", "Principal"], talent: ["高层次人才", "High-level talent"] };

let server;
let desk;
let file;
const cards = [];

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
const bare = (text) => text.replaceAll(/\s/g, "");

before(async () => {
  server = await TestServer.make({ county: true });
  desk = await Desk.ofCounty(server);
  const { items } = await desk.clerk.json("/v1/cards?state=active&print=none&limit=200");
  cards.push(...items.slice(0, size));
  while (cards.length < size) {
    const { number } = await desk.card();
    cards.push(await desk.clerk.json(`/v1/cards/${number}`));
  }
  let batch = await desk.clerk.post("/v1/print-batches", { cards: cards.map(({ number }) => number) }, 201);
  while (batch.state === "working") batch = await desk.clerk.post(`/v1/print-batches/${batch.id}/proof`);
  assert.equal(batch.state, "ready", JSON.stringify(batch.fault));
  file = join(server.folder, "cards.pdf");
  writeFileSync(file, (await desk.clerk.get(`/v1/print-batches/${batch.id}/pdf`)).bytes);
});
after(() => server?.remove());

test("two decoders read every code from the rendering, and each is its card's token", async () => {
  run("pdftoppm", "-r", "300", "-gray", "-e", file, join(server.folder, "back"));
  const pages = readdirSync(server.folder).filter((name) => name.startsWith("back-")).sort()
    .map((name) => join(server.folder, name));
  assert.equal(pages.length, size);
  const read = run("zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", ...pages).trim().split("\n");
  assert.equal(read.length, size);
  for (const [i, { number }] of cards.entries()) {
    const token = await desk.printedToken(number);
    assert.equal(read[i], token, number);
    assert.ok(run("ZXingReader", pages[i]).includes(token), number);
  }
});

test("the text of every front is what is on record, and nothing else", async () => {
  const { scheme_zh, scheme_en } = await desk.clerk.json("/v1/imprint");
  const pages = run("pdftotext", "-raw", file, "-").split("\f");
  for (const [i, card] of cards.entries()) {
    let text = bare(pages[2 * i]);
    const parts = [scheme_zh, scheme_en, "样卡 SPECIMEN", card.name, card.enterprise_name, card.number,
      ...categories[card.category], "卡号 No.", "有效期 Valid", `${card.valid_from} – ${card.valid_until}`];
    for (const part of parts.map(bare).sort((a, b) => b.length - a.length)) {
      assert.ok(text.includes(part), `${card.number}: ${part} in ${text}`);
      text = text.replace(part, "");
    }
    assert.equal(text, "", card.number);
  }
});
