// Status as a stream: what a partner hears that keeps its own copy, and when it ends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";

let server;
let desk;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
});
after(() => server?.remove());

/** A client of server-sent events: `next()` gives {event, id, data}, or nothing once it is over. */
async function follow(partner, lastId) {
  const response = await fetch(new URL("/v1/changes", desk.clerk.base), { headers: {
    Authorization: `Bearer ${partner.token}`, ...(lastId && { "Last-Event-ID": lastId }) } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next() {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        if (field("event")) return { event: field("event"), id: field("id"), data: JSON.parse(field("data")) };
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  }
  return { next, close: () => reader.cancel() };
}

/** Where the status of a card's wallet token stands. */
async function placeOf(number) {
  const [jwt] = (await desk.walletToken(number)).split("~");
  return JSON.parse(Buffer.from(jwt.split(".")[1], "base64url")).status.status_list;
}

test("a change arrives as it is made, and who was away goes on where he was", async () => {
  const clinic = await desk.partner("copy-clinic", "health");
  const { number } = await desk.card();
  const stream = await follow(clinic);
  assert.equal((await stream.next()).event, "begin");
  await desk.clerk.post(`/v1/cards/${number}/report-lost`);
  const heard = [await stream.next(), await stream.next()];
  assert.deepEqual(heard.map(({ event, data }) => [event, data.status]), [["status", 2], ["status", 2]]);
  const place = await placeOf(number);
  assert.ok(heard.some(({ data }) => data.uri === place.uri && data.idx === place.idx));
  await stream.close();
  await desk.clerk.post(`/v1/cards/${number}/reinstate`);
  const again = await follow(clinic, heard[1].id);
  assert.deepEqual((await again.next()).data.status, 0);
  await again.close();
});

test("a stream ends with the contract", async () => {
  const clinic = await desk.partner("ending-clinic", "health");
  const { number } = await desk.card();
  const stream = await follow(clinic);
  assert.equal((await stream.next()).event, "begin");
  await desk.administrator.post("/v1/partners/ending-clinic/suspend", { reason: "到期" });
  await desk.clerk.post(`/v1/cards/${number}/report-lost`);
  const place = await placeOf(number);
  for (let event = await stream.next(); event; event = await stream.next()) {
    assert.notEqual(event.data.idx, place.idx, "of what was before");
  }
  await clinic.send("GET", "/v1/changes", { expect: 409 });
});

test("nobody follows without a key that may", async () => {
  await server.client().send("GET", "/v1/changes", { expect: 401 });
  await desk.partner("quiet-clinic", "health");
  const { secret } = await desk.administrator.post("/v1/partners/quiet-clinic/keys", { scopes: ["verify"] }, 201);
  await desk.administrator.as(secret).send("GET", "/v1/changes", { expect: 403 });
});
