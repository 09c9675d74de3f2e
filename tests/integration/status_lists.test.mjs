// Published status lists: signed, in batches, and with both indices of a card in one publication.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, test } from "node:test";
import zlib from "node:zlib";

import { Desk } from "../support/desk.mjs";
import { payloadOf } from "../support/root.mjs";
import { TestServer } from "../support/server.mjs";

let server;
let desk;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
});
after(() => server?.remove());

/** The lists of now by uri: octets of 2-bit values, from verified tokens. */
async function fetchList(uri) {
  const { text } = await server.client().get(new URL(uri).pathname);
  const [header, payload, signature] = text.split(".");
  const { keys } = await server.client().json("/.well-known/jwks.json");
  const { kid, typ } = JSON.parse(Buffer.from(header, "base64url"));
  const key = createPublicKey({ key: keys.find((jwk) => jwk.kid === kid), format: "jwk" });
  assert.ok(verify("sha256", Buffer.from(`${header}.${payload}`), { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url")));
  assert.equal(typ, "statuslist+jwt");
  const claims = payloadOf(text);
  assert.equal(claims.sub, uri);
  assert.equal(claims.ttl, 300);
  assert.equal(claims.exp, claims.iat + 86400);
  assert.equal(claims.status_list.bits, 2);
  return { claims, octets: zlib.inflateSync(Buffer.from(claims.status_list.lst, "base64url")) };
}

const valueAt = (octets, index) => (octets[index >> 2] >> (2 * (index % 4))) & 3;

/** The values of a card's credentials as published now, and when that was. */
async function published(number) {
  const { credentials } = await desk.clerk.json(`/v1/cards/${number}`);
  const live = credentials.filter(({ state }) => state === "issued");
  assert.deepEqual(live.map(({ kind }) => kind).sort(), ["printed", "wallet"]);
  const { claims, octets } = await fetchList(live[0].status_uri);
  assert.ok(live.every(({ status_uri: uri }) => uri === claims.sub));
  assert.notEqual(live[0].status_index, live[1].status_index);
  return { values: live.map(({ status_index: index }) => valueAt(octets, index)), octets, claims };
}

test("a list is out before its first card, has 131,072 entries and proves a day", async () => {
  const { octets } = await fetchList(`${server.issuer}/status-lists/1`);
  assert.equal(octets.length, 131072 / 4);
});

test("both indices of a card change in one publication, within 60 s", async () => {
  const { number } = await desk.card();
  assert.deepEqual((await published(number)).values, [0, 0]);
  await desk.approver.post(`/v1/cards/${number}/revoke`, { reason_code: "delisted" });
  const started = Date.now();
  let { values } = await published(number);
  while (values.some((value) => value === 0)) {
    assert.deepEqual(values, [0, 0], "half a card was published");
    assert.ok(Date.now() - started < 61000, "not published within 60 s");
    await new Promise((resolve) => { setTimeout(resolve, 250); });
    ({ values } = await published(number));
  }
  assert.deepEqual(values, [1, 1]);
});

test("a suspended card is 2 and comes back to 0, and the changes of one batch share an iat", async () => {
  const first = await desk.card();
  const second = await desk.card(first.enterprise);
  await desk.clerk.post(`/v1/cards/${first.number}/suspend`, { reason: "核查" });
  await desk.clerk.post(`/v1/cards/${second.number}/report-lost`);
  const settle = async (number, expected) => {
    const started = Date.now();
    for (;;) {
      const { values } = await published(number);
      if (values[0] === expected) return assert.deepEqual(values, [expected, expected]);
      assert.ok(Date.now() - started < 61000);
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  };
  await settle(first.number, 2);
  await settle(second.number, 2);
  await desk.approver.post(`/v1/cards/${first.number}/reinstate`);
  await settle(first.number, 0);
});
