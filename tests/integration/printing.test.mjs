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

/** Proves a batch to its end, as a page does. */
async function proven(order) {
  let batch = await desk.clerk.post("/v1/print-batches", order, 201);
  while (batch.state === "working") batch = await desk.clerk.post(`/v1/print-batches/${batch.id}/proof`);
  assert.equal(batch.state, "ready", JSON.stringify(batch.fault));
  return batch.id;
}

async function drawn(id) {
  const answer = await desk.clerk.get(`/v1/print-batches/${id}/pdf`);
  assert.equal(answer.type, "application/pdf");
  const file = join(server.folder, "cards.pdf");
  writeFileSync(file, answer.bytes);
  return file;
}

/** The batch's PDF; its cards are free again after. */
async function printed(order) {
  const id = await proven(order);
  const file = await drawn(id);
  await desk.clerk.post(`/v1/print-batches/${id}/abandon`);
  return file;
}

const all = () => ({ cards: cards.map((card) => card.number) });
const print_of = async (number) => (await desk.clerk.json(`/v1/cards/${number}`)).print;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  const enterprise = await desk.enterprise();
  for (let i = 0; i < 3; i += 1) cards.push(await desk.card(enterprise));
});
after(() => server?.remove());

test("every card of a batch says what is on record, and its code is its token, for two decoders", async () => {
  const file = await printed(all());
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
  const file = await printed({ ...all(), paper: "a4" });
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

test("a batch is printed, but for a spoiled card, and a card is handed over", async () => {
  const [first, second] = cards;
  const id = await proven(all());
  assert.equal((await print_of(first.number)).state, "ready");
  const done = await desk.clerk.post(`/v1/print-batches/${id}/printed`, { spoiled: [second.number] });
  assert.deepEqual([done.state, done.counts.printed, done.counts.spoiled], ["printed", 2, 1]);
  await desk.clerk.post(`/v1/cards/${second.number}/handover`, { to: second.person.name }, 409);
  const given = await desk.checker.post(`/v1/cards/${first.number}/handover`, { to: "李四光", note: "代领" });
  assert.deepEqual([given.print.state, given.print.handover.to, given.print.handover.by],
    ["handed_over", "李四光", "checker"]);
  await desk.clerk.post(`/v1/cards/${first.number}/handover`, { to: "李四光" }, 409);
  for (const [state, number] of [["handed_over", first.number], ["printed", cards[2].number], ["none", second.number]]) {
    const { items } = await desk.auditor.json(`/v1/cards?print=${state}`);
    assert.deepEqual(items.map((card) => card.number), [number], state);
  }
  const again = await desk.clerk.post("/v1/print-batches", { unprinted: true }, 201);
  assert.equal(again.counts.waiting, 1);
  await desk.clerk.post(`/v1/print-batches/${again.id}/abandon`);
});

test("a card that is not active any more stops the batch, is named, and can be left out", async () => {
  const [, second, third] = cards;
  const id = await proven({ cards: [second.number, third.number] });
  await desk.clerk.post(`/v1/cards/${second.number}/report-lost`, {});
  const refused = await desk.clerk.json(`/v1/print-batches/${id}/pdf`, 409);
  assert.equal(refused.card, second.number);
  const left = await desk.clerk.post(`/v1/print-batches/${id}/leave-out`, { card: second.number });
  assert.deepEqual([left.state, left.counts.ready], ["ready", 1]);
  await drawn(id);
  assert.equal((await desk.clerk.post("/v1/print-batches", { cards: [second.number] }, 409)).card, second.number);
  await desk.clerk.post(`/v1/print-batches/${id}/abandon`);
});

test("a name that cannot be printed stops the batch and is named with its card", async () => {
  const enterprise = await desk.enterprise();
  const good = await desk.card(enterprise);
  const bad = await desk.card(enterprise);
  await desk.clerk.patch(`/v1/enterprises/${enterprise}`, { name: "伊川🦀公司（虚构）" });
  const { id } = await desk.clerk.post("/v1/print-batches", { cards: [good.number, bad.number] }, 201);
  const stopped = await desk.clerk.post(`/v1/print-batches/${id}/proof`);
  assert.equal(stopped.state, "stopped");
  assert.deepEqual([stopped.fault.card, stopped.fault.fault], [good.number, "missing-glyph"]);
  assert.match(stopped.fault.text, /🦀/);
  await desk.clerk.json(`/v1/print-batches/${id}/pdf`, 409);
  await desk.clerk.patch(`/v1/enterprises/${enterprise}`, { name: "伊川示例公司（虚构）" });
  assert.equal((await desk.clerk.post(`/v1/print-batches/${id}/proof`)).state, "ready");
});

test("an order says which cards in one way, and one's role allows it", async () => {
  const orders = "/v1/print-batches";
  for (const bad of [{ cards: [] }, { cards: ["x"], paper: "a5" }, {}, { cards: ["x"], unprinted: true },
    { cards: ["x"], enterprise: cards[0].enterprise }]) {
    await desk.clerk.send("POST", orders, { body: bad, expect: 400 });
  }
  await desk.clerk.post(orders, { cards: ["YC26-99999-9"] }, 404);
  await desk.auditor.post(orders, all(), 403);
  await desk.clerk.get("/v1/print-batches/99", 404);
});
