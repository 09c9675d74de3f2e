// The counter of a partner: verdicts, what they show and hide, and that a change counts at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

let server;
let desk;
let hospital;
let bank;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  hospital = await desk.partner("county-hospital", "health");
  bank = await desk.partner("county-bank", "finance");
});
after(() => server?.remove());

const verify = (partner, body) => partner.post("/v1/verifications", body);
const verdictOf = async (partner, body) => (await verify(partner, body)).verdict;

test("every way of presenting a card gives its verdict and the holder to compare", async () => {
  const { number, last4 } = await desk.card();
  const ways = [{ presentation: await desk.walletToken(number) },
    { presentation: await desk.printedToken(number) },
    { presentation: (await desk.printedToken(number)).toLowerCase() },
    { card_number: number, holder_id_last4: last4 },
    { card_number: number.replaceAll("-", "").toLowerCase(), holder_id_last4: last4 }];
  for (const body of ways) {
    const { verdict, colour, card, next_step: step } = await verify(hospital, body);
    assert.deepEqual([verdict, colour, card.number], ["valid", "green", number], JSON.stringify(body));
    assert.match(card.holder_name, /\*/);
    assert.match(step.zh, /身份证/);
  }
});

test("a partner sees its own sector alone", async () => {
  const { number } = await desk.card();
  const presentation = await desk.walletToken(number);
  const seen = async (partner) => (await verify(partner, { presentation })).services.map(({ code }) => code);
  for (const [partner, sector] of [[hospital, "health"], [bank, "finance"]]) {
    const codes = await seen(partner);
    assert.ok(codes.length > 0);
    assert.ok(codes.every((code) => code.startsWith(`${sector}.`)));
  }
  await bank.post("/v1/verifications", { presentation, service: "health.checkup" }, 422);
  assert.equal(await verdictOf(hospital, { presentation, service: "health.checkup" }), "valid");
});

test("each change of a card is in force for the next verification", async () => {
  const { number } = await desk.card();
  const tokens = [await desk.walletToken(number), await desk.printedToken(number)];
  const verdicts = () => Promise.all(tokens.map((presentation) => verdictOf(hospital, { presentation })));
  const expectBoth = async (verdict) => assert.deepEqual(await verdicts(), [verdict, verdict]);
  await expectBoth("valid");
  await desk.clerk.post(`/v1/cards/${number}/report-lost`);
  await expectBoth("lost");
  await desk.clerk.post(`/v1/cards/${number}/reinstate`);
  await expectBoth("valid");
  await desk.clerk.post(`/v1/cards/${number}/suspend`, { reason: "核查" });
  await expectBoth("suspended");
  await desk.approver.post(`/v1/cards/${number}/reinstate`);
  const next = await desk.approver.post(`/v1/cards/${number}/replace`, undefined, 201);
  await expectBoth("superseded");
  tokens.splice(0, 2, await desk.walletToken(next.number), await desk.printedToken(next.number));
  await expectBoth("valid");
  await desk.approver.post(`/v1/cards/${next.number}/revoke`, { reason_code: "lent_or_misused" });
  await expectBoth("revoked");
});

test("a bank learns that a card is cancelled, not why", async () => {
  const { number } = await desk.card();
  const presentation = await desk.printedToken(number);
  await desk.approver.post(`/v1/cards/${number}/revoke`,
    { reason_code: "dishonest_enterprise", note: "内部说明" });
  const answer = JSON.stringify(await verify(bank, { presentation }));
  assert.ok(!answer.includes("dishonest") && !answer.includes("内部说明"));
});

test("what is no token of ours is unreadable or badly signed, and nothing of it is shown", async () => {
  const { number } = await desk.card();
  const printed = await desk.printedToken(number);
  const changed = printed.slice(0, -5) + (printed.at(-5) === "A" ? "B" : "A") + printed.slice(-4);
  const wallet = await desk.walletToken(number);
  const cases = [["", "unreadable"], ["SC1", "unreadable"], ["hello", "unreadable"],
    ["你好", "unreadable"], [printed.slice(0, -8), "unreadable"], [changed, "bad_signature"],
    ["a.b.c~", "unreadable"], [wallet.slice(0, 60), "unreadable"]];
  for (const [presentation, verdict] of cases) {
    const answer = await hospital.send("POST", "/v1/verifications", { body: { presentation } });
    if (answer.status === 200) {
      assert.equal(answer.json.verdict, verdict, presentation);
      assert.equal(answer.json.card, null);
    } else {
      assert.equal(presentation, "");
    }
  }
});

test("by number, unknown and mismatched give the same octets, then 429", async () => {
  const { number } = await desk.card();
  const partner = await desk.partner("guessing-clinic", "health");
  const guess = (card_number, holder_id_last4) =>
    partner.send("POST", "/v1/verifications", { body: { card_number, holder_id_last4 } });
  const plain = ({ json: { id, checked_at, ...rest } }) => JSON.stringify(rest);
  const mismatched = await guess(number, "999X");
  const unknown = await guess("YC26-99999-E", "0013");
  assert.equal(mismatched.json.verdict, "unknown_card");
  if (unknown.status === 200) assert.equal(plain(mismatched), plain(unknown));
  const statuses = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await guess(number, "999X")).status);
  assert.equal(statuses.at(-1), 429);
  assert.ok(statuses.indexOf(429) <= 5, String(statuses));
});

test("a partner without contract learns nothing", async () => {
  const { number } = await desk.card();
  const partner = await desk.partner("ended-school", "education");
  await desk.administrator.post("/v1/partners/ended-school/suspend", { reason: "合同到期" });
  const { verdict, card } = await verify(partner, { presentation: await desk.printedToken(number) });
  assert.deepEqual([verdict, card], ["partner_not_contracted", null]);
});

test("a partner that takes bound tokens alone refuses bearers", async () => {
  const { number } = await desk.card();
  const partner = await desk.partner("strict-clinic", "health", { accepts_bearer: false });
  for (const presentation of [await desk.walletToken(number), await desk.printedToken(number)]) {
    assert.equal(await verdictOf(partner, { presentation }), "bad_signature");
  }
});

test("a request that is no question is a 400 with its place", async () => {
  const send = (body) => hospital.send("POST", "/v1/verifications", { body, expect: 400 });
  const { number } = await desk.card();
  for (const body of [{}, { presentation: 7 }, { card_number: number }, { presentation: "x", more: 1 }]) {
    assert.ok((await send(body)).json.type);
  }
});

test("actors do not verify, and partners do not act at the desk", async () => {
  await desk.clerk.post("/v1/verifications", { presentation: "x" }, 401);
  await hospital.get("/v1/cards", 401);
  await server.client().post("/v1/verifications", { presentation: "x" }, 401);
});
