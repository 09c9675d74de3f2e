// kill -9 while cards are being issued: what was acknowledged is there after the restart, nothing is
// half there, no number is used twice, and the journal still adds up.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

const rounds = Math.min(Number(process.env.CARD_FAULT_ROUNDS ?? 4), 100);
const cardsEachRound = 6;
const acknowledged = new Map();  // number -> verdict that it must have
let server;
let desk;
let partner;

before(async () => {
  // One approver stands for many.
  server = await TestServer.make({ config: "[caps]\napprovals = 1000000\ncards = 1000000\n" });
  desk = await Desk.open(server);
  partner = await desk.partner("crash-clinic", "health");
});
after(() => server?.remove());

/** The results of an issue, or nothing where the server died before it answered. */
const issueOne = (id) => desk.issue([id]).catch((error) => {
  if (error.code === "ERR_ASSERTION") throw error;
});

async function approvedApplications(count) {
  const applications = [];
  let enterprise;
  for (let i = 0; i < count; i += 1) {
    if (i % 3 === 0) enterprise = await desk.enterprise();
    applications.push(await desk.approved(await desk.person(enterprise)));
  }
  return applications;
}

for (let round = 1; round <= rounds; round += 1) {
  test(`round ${round}: no acknowledged card is lost`, async () => {
    const applications = await approvedApplications(cardsEachRound);
    const revoked = [...acknowledged.keys()].find((number) => acknowledged.get(number) === "valid");
    const acts = applications.map((id) => issueOne(id));
    if (revoked) {
      acts.push(desk.approver.send("POST", `/v1/cards/${revoked}/revoke`,
        { body: { reason_code: "delisted" } })
        .then(() => { acknowledged.set(revoked, "revoked"); return []; }, () => {
          acknowledged.delete(revoked);  // either is right: nobody was told
          return [];
        }));
    }
    await new Promise((resolve) => { setTimeout(resolve, 3 * (1 + (round - 1) % 20)); });
    await server.end("SIGKILL");
    for (const results of await Promise.all(acts)) {
      for (const { ok, card } of results ?? []) if (ok) acknowledged.set(card, "valid");
    }
    await server.start();
    for (const id of applications) await desk.issue([id]);  // never twice
    for (const [number, verdict] of acknowledged) {
      const presentation = await desk.printedToken(number).catch(() => undefined);
      if (presentation) {
        assert.equal((await partner.post("/v1/verifications", { presentation })).verdict, verdict);
      }
      const { state } = await desk.clerk.json(`/v1/cards/${number}`);
      assert.equal(state, verdict === "valid" ? "active" : "revoked");
    }
    for (const id of applications) {
      const { state, card } = await desk.clerk.json(`/v1/applications/${id}`);
      assert.equal(state, "issued");
      acknowledged.set(card, "valid");
    }
    const verified = await desk.auditor.json("/v1/journal/verification");
    assert.deepEqual(verified.problems, []);
  });
}

test("every card has its own number, and every credential its own index", async () => {
  const numbers = [];
  const places = [];
  let cursor = "";
  do {
    const page = await desk.clerk.json(`/v1/cards?limit=50${cursor && `&cursor=${cursor}`}`);
    for (const { number } of page.items) {
      numbers.push(number);
      const { credentials } = await desk.clerk.json(`/v1/cards/${number}`);
      places.push(...credentials.map((item) => `${item.status_uri}#${item.status_index}`));
    }
    cursor = page.next;
  } while (cursor);
  assert.equal(numbers.length, rounds * cardsEachRound);
  assert.equal(new Set(numbers).size, numbers.length);
  assert.equal(new Set(places).size, places.length);
});
