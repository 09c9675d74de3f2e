// Cards as PDF, as the desk prints them: proven, readable by others, and only those that are active.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

let server;
let desk;
const cards = [];

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8" });

async function printed(body) {
  const answer = await desk.clerk.send("POST", "/v1/cards/print", { body, expect: 200 });
  assert.equal(answer.type, "application/pdf");
  const file = join(server.folder, "cards.pdf");
  writeFileSync(file, answer.bytes);
  return file;
}

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  const enterprise = await desk.enterprise();
  for (let i = 0; i < 3; i += 1) cards.push(await desk.card(enterprise));
});
after(() => server?.remove());

test("every card of a batch says what is on record, and its code is its token, for two decoders", async () => {
  const file = await printed({ cards: cards.map((card) => card.number) });
  const text = run("pdftotext", "-layout", file, "-");
  run("pdftoppm", "-r", "300", "-png", file, join(server.folder, "page"));
  for (const [i, { number }] of cards.entries()) {
    const card = await desk.clerk.json(`/v1/cards/${number}`);
    for (const part of [number, card.name, card.enterprise_name, card.valid_until]) assert.ok(text.includes(part), part);
    const token = (await desk.clerk.send("GET", `/v1/cards/${number}/printed-token`, { expect: 200 })).text;
    const page = join(server.folder, `page-${2 * i + 2}.png`);
    assert.equal(run("zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", page).trim(), token);
    assert.ok(run("ZXingReader", page).includes(token));
  }
});

test("a sheet has the backs behind the fronts", async () => {
  const file = await printed({ cards: cards.map((card) => card.number), paper: "a4" });
  assert.match(run("pdfinfo", file), /Pages: +2\n[^]*A4/);
});

test("the county's own name stands on the cards", async () => {
  const imprint = { scheme_zh: "企业服务卡", scheme_en: "Enterprise Card", issuer: "服务中心（演示）", hotline: "0379-00004321" };
  const { json } = await desk.administrator.send("PUT", "/v1/imprint", { body: imprint, expect: 200 });
  assert.deepEqual(json, imprint);
  assert.deepEqual(await desk.auditor.json("/v1/imprint"), imprint);
  const text = run("pdftotext", "-layout", await printed({ cards: [cards[0].number] }), "-");
  for (const part of Object.values(imprint)) assert.ok(text.includes(part), part);
  await desk.clerk.send("PUT", "/v1/imprint", { body: imprint, expect: 403 });
  await desk.administrator.send("PUT", "/v1/imprint", { body: { ...imprint, issuer: "" }, expect: 422 });
});

test("a card that is not active stops the batch and is named", async () => {
  await desk.clerk.post(`/v1/cards/${cards[1].number}/report-lost`, {});
  const order = { cards: cards.map((card) => card.number) };
  const refused = (await desk.clerk.send("POST", "/v1/cards/print", { body: order, expect: 409 })).json;
  assert.equal(refused.card, cards[1].number);
  for (const bad of [{ cards: [] }, { cards: ["x"], paper: "a5" }, {}]) {
    await desk.clerk.send("POST", "/v1/cards/print", { body: bad, expect: 400 });
  }
  await desk.clerk.send("POST", "/v1/cards/print", { body: { cards: ["YC26-99999-9"] }, expect: 404 });
  await desk.auditor.send("POST", "/v1/cards/print", { body: order, expect: 403 });
});
