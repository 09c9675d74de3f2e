// The server as hostile and unlucky clients meet it: smuggled requests, endless and slow ones, and
// one that is in flight when the server is told to stop.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { exchange } from "../support/raw_http.mjs";
import { TestServer } from "../support/server.mjs";

let server;

before(async () => { server = await TestServer.make(); });
after(() => server?.remove());

const inner = "GET /v1/me HTTP/1.1\r\nHost: x\r\n\r\n";
const post = "POST /v1/verifications HTTP/1.1\r\n";

const smuggled = {
  "Content-Length and Transfer-Encoding":
    `${post}Host: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
  "Transfer-Encoding gzip with a length":
    `${post}Host: x\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc${inner}`,
  "Transfer-Encoding gzip, chunked":
    `${post}Host: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${inner}`,
  "Transfer-Encoding xchunked":
    `${post}Host: x\r\nTransfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${inner}`,
  "Transfer-Encoding twice":
    `${post}Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${inner}`,
  "Transfer-Encoding with a tab":
    `${post}Host: x\r\nTransfer-Encoding:\tchunked, identity\r\n\r\n0\r\n\r\n${inner}`,
  "Content-Length twice":
    `${post}Host: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc${inner}`,
  "Content-Length with a sign": `${post}Host: x\r\nContent-Length: +3\r\n\r\nabc${inner}`,
  "Content-Length as a list": `${post}Host: x\r\nContent-Length: 3, 3\r\n\r\nabc${inner}`,
  "Content-Length of 2^64": `${post}Host: x\r\nContent-Length: 18446744073709551616\r\n\r\nabc`,
  "Host twice": "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
  "no Host": "GET /healthz HTTP/1.1\r\n\r\n",
  "a folded header": "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n",
  "a space before the colon": `${post}Host: x\r\nContent-Length : 3\r\n\r\nabc${inner}`,
  "a bare line feed in a field": "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\nX-B: c\r\n\r\n",
  "a NUL in a field": "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: \0\r\n\r\n",
  "a bad chunk size": `${post}Host: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`,
  "a chunk size of 2^64":
    `${post}Host: x\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\nabc`,
  "HTTP/2.0": "GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n",
  "no HTTP at all": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
};

for (const [name, octets] of Object.entries(smuggled)) {
  test(`refused once and closed: ${name}`, async () => {
    const { statuses, closed, text } = await exchange(server.port, octets);
    assert.deepEqual(statuses, [400], text);
    assert.ok(closed);
    assert.match(text, /application\/problem\+json/);
    assert.match(text, /X-Request-Id: /i);
  });
}

test("requests one behind the other on a connection are answered in their order", async () => {
  const one = (target) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const { statuses } = await exchange(server.port,
    one("/healthz") + one("/none") + one("/healthz").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  assert.deepEqual(statuses, [200, 404, 200]);
});

test("a head of any size ends at its limit", async () => {
  const { statuses, closed } = await exchange(server.port,
    `GET /healthz HTTP/1.1\r\nHost: x\r\n${`X-A: ${"a".repeat(1000)}\r\n`.repeat(200)}\r\n`);
  assert.ok(closed);
  assert.ok(statuses.length === 0 || [400, 431].includes(statuses[0]), String(statuses));
});

test("a body over 64 KiB is a 413, before it is read", async () => {
  const { statuses, closed } = await exchange(server.port,
    `${post}Host: x\r\nContent-Length: 65537\r\n\r\n`);
  assert.deepEqual([statuses, closed], [[413], true]);
  const chunked = await exchange(server.port,
    `${post}Host: x\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n${"a".repeat(0x20000)}\r\n0\r\n\r\n`);
  assert.ok(chunked.closed);
  assert.ok(chunked.statuses.length === 0 || chunked.statuses[0] === 413);
});

test("a head that comes drop by drop is cut off after some seconds", async () => {
  const drops = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: and so on and on and on".split("");
  const started = Date.now();
  const { closed, statuses } = await exchange(server.port, drops, { between: 400 });
  assert.ok(closed);
  assert.ok(Date.now() - started < 9000);
  assert.ok(statuses.length === 0 || statuses[0] === 408);
});

const hostileTargets = ["/v1/cards/..%2f..%2fetc%2fpasswd", "/v1/cards/%00", "/v1/cards/%ff",
  "/v1/cards/' OR 1=1 --", "/v1/cards/%E2%80%AE", `/v1/cards/${"A".repeat(4000)}`,
  "/v1/cards?limit=0", "/v1/cards?limit=99999999999999999999", "/v1/cards?limit=-1",
  "/v1/cards?cursor=../", "/v1/cards?state=none", "/v1/enterprises/x", "/v1/people/0",
  "/v1/people/99999999999999999999", "/v1/applications/-1"];

test("a hostile target is a problem, never more", async () => {
  const { administrator } = server;
  for (const target of hostileTargets) {
    const { status } = await administrator.send("GET", target);
    assert.ok(status >= 400 && status < 500, `${target}: ${status}`);
  }
});

const hostileBodies = ["", "[", "[".repeat(60000), "null", "[]", "{}", '{"name":"a","name":"b"}',
  '{"name":"x","role":"clerk","more":1}', '{"name":"x","role":"clerk"}x', '{"name":1e999,"role":"clerk"}',
  '{"name":"\\ud800","role":"clerk"}', Buffer.from([0x7b, 0xff, 0x7d]), '{"name":"a\\u0000b","role":"clerk"}',
  '{"name":"","role":"clerk"}', '{"name":"x","role":"root"}', `{"name":"${"x".repeat(60000)}","role":"clerk"}`];

test("a hostile body is a problem, and changes nothing", async () => {
  const { administrator } = server;
  const { items: before_ } = await administrator.json("/v1/actors");
  for (const body of hostileBodies) {
    const { status } = await administrator.send("POST", "/v1/actors", { body });
    assert.ok(status >= 400 && status < 500, `${body}: ${status}`);
  }
  assert.deepEqual((await administrator.json("/v1/actors")).items, before_);
  assert.equal((await administrator.send("POST", "/v1/actors",
    { body: "name=x", type: "application/x-www-form-urlencoded" })).status >= 400, true);
});

test("a mistake is named by its place in the language that was asked for", async () => {
  const body = { name: 7, role: "root", more: 1 };
  const send = (language) => server.administrator.send("POST", "/v1/actors",
    { body, expect: 400, headers: { "Accept-Language": language } });
  const { json } = await send("en");
  assert.deepEqual(json.errors.map(({ pointer }) => pointer).sort(), ["/more", "/name", "/role"]);
  assert.notEqual((await send("zh-CN")).json.title, json.title);
});

test("methods that a route does not have are a 405 that lists those it has", async () => {
  const { headers } = await server.client().send("DELETE", "/healthz", { expect: 405 });
  assert.match(headers.get("allow"), /GET/);
  await server.client().get("/nothing/here", 404);
});

test("request ids are the server's, new each time, and stand in its log", async () => {
  const ids = new Set();
  for (let i = 0; i < 20; i += 1) ids.add((await server.client().get("/healthz")).requestId);
  assert.equal(ids.size, 20);
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  for (const id of ids) assert.ok(server.log.includes(id));
  for (const line of server.log.trim().split("\n")) JSON.parse(line);
  assert.ok(!server.log.includes(server.administratorToken));
});

test("SIGTERM finishes what is in flight, takes nothing new, and ends with 0", async () => {
  const body = JSON.stringify({ name: "late", role: "clerk" });
  const head = `POST /v1/actors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.administratorToken}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const flight = exchange(server.port, [head + body.slice(0, 5), body.slice(5)], { between: 700 });
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  const ended = server.end("SIGTERM");
  const { statuses } = await flight;
  assert.deepEqual(statuses, [201]);
  assert.equal(await ended, 0);
  await assert.rejects(fetch(`${server.issuer}/healthz`));
  await server.start();
  const { items } = await server.administrator.json("/v1/actors");
  assert.ok(items.some(({ name }) => name === "late"));
});
