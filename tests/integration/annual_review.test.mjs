// The annual review through the API: two people, a grace, and what each card is told meanwhile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

let server;
let desk;
let kept;
let delisted;

const yesterday = () => new Date(Date.now() - 36e5 * 36).toISOString().slice(0, 10);

async function end_designations(enterprise) {
  const { designations } = await desk.clerk.json(`/v1/enterprises/${enterprise}`);
  for (const { id } of designations) {
    const target = `/v1/enterprises/${enterprise}/designations/${id}/end`;
    await desk.clerk.post(target, { until: yesterday() });
  }
}

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  await desk.clerk.post("/v1/reviews", undefined, 409); // nothing to review yet
  kept = await desk.card(await desk.enterprise());
  delisted = await desk.card(await desk.enterprise());
  const { enterprise } = await desk.clerk.json(`/v1/cards/${delisted.number}`);
  delisted.enterprise = enterprise;
  await end_designations(enterprise);
});
after(() => server?.remove());

test("a draft says who keeps and who lapses, with the reason, and takes nothing away", async () => {
  const review = await desk.clerk.post("/v1/reviews", undefined, 201);
  assert.equal(review.state, "draft");
  assert.equal(review.counts.keep.cards, 1);
  assert.equal(review.counts.lapse.cards, 1);
  assert.deepEqual(review.outlook, { kept: 0, lapsing: 1, lapsing_cards: 1 });
  const { items } = await desk.auditor.json(`/v1/reviews/${review.id}/enterprises?outcome=lapse`);
  assert.equal(items.length, 1);
  assert.equal(items[0].enterprise, delisted.enterprise);
  assert.equal(items[0].reason_code, "delisted");
  assert.equal(items[0].decision.verdict, "not_eligible");
  assert.deepEqual(items[0].cards.map((card) => card.number), [delisted.number]);
  assert.equal((await desk.clerk.json(`/v1/cards/${delisted.number}`)).state, "active");
  assert.match((await desk.clerk.send("GET", `/v1/reviews/${review.id}/enterprises?outcome=x`, { expect: 400 })).text, /outcome|结果/);
});

test("another person confirms it; the grace shows on the cards at risk and on no other", async () => {
  const own = await desk.approver.post("/v1/reviews", undefined, 201);
  assert.match((await desk.approver.post(`/v1/reviews/${own.id}/confirm`, undefined, 403)).type, /own-draft/);
  const review = await desk.clerk.post("/v1/reviews", undefined, 201);
  await desk.clerk.post(`/v1/reviews/${review.id}/confirm`, undefined, 403);
  const confirmed = await desk.approver.post(`/v1/reviews/${review.id}/confirm`);
  assert.equal(confirmed.state, "confirmed");
  const { grace } = await desk.clerk.json(`/v1/cards/${delisted.number}`);
  assert.deepEqual(grace, { review: review.id, outcome: "lapse", reason_code: "delisted", until: confirmed.grace_until });
  assert.equal((await desk.clerk.json(`/v1/cards/${kept.number}`)).grace, null);
  assert.deepEqual((await desk.clerk.json(`/v1/enterprises/${delisted.enterprise}`)).grace, grace);
});

test("nothing lapses before the grace is over, and one review is under way at a time", async () => {
  const { items } = await desk.clerk.json("/v1/reviews");
  const { id } = items.at(-1);
  assert.match((await desk.approver.post(`/v1/reviews/${id}/finish`, undefined, 409)).type, /grace-running/);
  assert.match((await desk.clerk.post("/v1/reviews", undefined, 409)).type, /under-way/);
  assert.equal((await desk.clerk.json(`/v1/cards/${delisted.number}`)).state, "active");
});

test("a review that is cancelled leaves nothing behind", async () => {
  const { items } = await desk.clerk.json("/v1/reviews");
  const { id } = items.at(-1);
  await desk.approver.post(`/v1/reviews/${id}/cancel`, { reason: "  " }, 422);
  const cancelled = await desk.approver.post(`/v1/reviews/${id}/cancel`, { reason: "税务数据有误" });
  assert.equal(cancelled.state, "cancelled");
  assert.equal(cancelled.outlook, null);
  assert.equal((await desk.clerk.json(`/v1/cards/${delisted.number}`)).grace, null);
  assert.match((await desk.approver.post(`/v1/reviews/${id}/finish`, undefined, 409)).type, /wrong-state/);
});
