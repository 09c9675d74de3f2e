// Revokes cards at a steady pace through the API, one request each, until it is ended:
//   revoke.mjs ISSUER NAME ONE-TIME-PASSWORD A-SECOND
// NAME is an approver who has not signed in yet. Prints `ready`, and at its end how many were revoked
// and how many answers were late by a second or more.
import https from "node:https";

const [issuer, name, oneTime, pace] = process.argv.slice(2);
const own = "a pass phrase that protects a benchmark";
const agent = new https.Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });

function send(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request(issuer + path, { method, agent,
      headers: { "Origin": issuer, ...(body && { "Content-Type": "application/json" }), ...headers } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode >= 400) return reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        return resolve({ headers: response.headers, json: text ? JSON.parse(text) : undefined });
      });
    });
    request.on("error", reject);
    request.end(body && JSON.stringify(body));
  });
}

/** The headers of a session that may do everything. */
async function session() {
  const { headers, json } = await send("POST", "/v1/session", { name, password: oneTime });
  const mine = { "Cookie": headers["set-cookie"][0].split(";")[0], "X-CSRF-Token": json.csrf_token };
  const moved = await send("PUT", "/v1/me/password", { current: oneTime, new: own }, mine);
  const renewed = moved.headers["set-cookie"]?.[0].split(";")[0];
  return { ...mine, ...(renewed && { Cookie: renewed }), ...(moved.json?.csrf_token && { "X-CSRF-Token": moved.json.csrf_token }) };
}

const mine = await session();

/** Numbers of cards, the newest first: those that nobody asks for. */
async function* numbers() {
  for (let cursor = ""; ;) {
    const { json } = await send("GET", `/v1/cards?state=active&sort=-entered&limit=200${cursor && `&cursor=${cursor}`}`, undefined, mine);
    for (const { number } of json.items) yield number;
    if (!json.next) return;
    cursor = encodeURIComponent(json.next);
  }
}

let revoked = 0;
let late = 0;
let isEnding = false;
process.on("SIGTERM", () => { isEnding = true; });
console.log("ready");
const begun = performance.now();
const running = new Set();
for await (const number of numbers()) {
  if (isEnding) break;
  const due = begun + ((revoked + running.size) * 1000) / Number(pace);
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
  const asked = performance.now();
  const act = send("POST", `/v1/cards/${number}/revoke`, { reason_code: "issued_in_error" }, mine).then(() => {
    revoked += 1;
    if (performance.now() - asked >= 1000) late += 1;
  }).finally(() => running.delete(act));
  running.add(act);
}
await Promise.all(running);
console.log(`revoked ${revoked}`);
console.log(`seconds ${(performance.now() - begun) / 1000}`);
console.log(`late ${late}`);
agent.destroy();
