// 10,000 clients from many addresses begin a request and never end it; honest ones are served.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { testPrograms } from "../support/programs.mjs";
import { TestServer } from "../support/server.mjs";

const clients = 10_000;
const seconds = 25;
let server;
let honest;

before(async () => {
  server = await TestServer.make();
  const desk = await Desk.open(server);
  const { token } = await desk.partner("crowded-clinic", "health");
  const { number } = await desk.card();
  honest = { token, body: JSON.stringify({ presentation: await desk.printedToken(number) }) };
});
after(() => server?.remove());

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

/** One verification: its status, its verdict and how many milliseconds it took. */
function verify() {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = http.request(`${server.issuer}/v1/verifications`, { method: "POST", agent,
      headers: { "Authorization": `Bearer ${honest.token}`, "Content-Type": "application/json" } });
    request.on("error", reject);
    request.on("response", async (response) => {
      const { verdict } = JSON.parse(Buffer.concat(await response.toArray()).toString());
      resolve({ status: response.statusCode, verdict, took: performance.now() - started });
    });
    request.end(honest.body);
  });
}

/** 16 honest clients, as long as `more()`: every answer. */
async function serve(more) {
  const answers = [];
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (more()) answers.push(await verify());
  }));
  return answers;
}

function p99(answers) {
  const times = answers.map(({ took }) => took).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)];
}

/** A line of the server's memory, in megabytes. */
async function memory(name) {
  const status = await readFile(`/proc/${server.pid}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)[1]) * 1024 / 1e6;
}

test(`${clients} slow clients are closed in time, and keep nobody from being served`, async () => {
  let left = 3000;
  const alone = await serve(() => (left -= 1) > 0);
  const idle = await memory("VmRSS");

  const crowd = spawn(path.join(testPrograms, "slow_crowd"),
    [String(server.port), String(clients), String(seconds)], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = readline.createInterface({ input: crowd.stdout })[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, "full");
  let ended = false;
  const end = once(crowd, "exit").then(([code]) => { ended = true; return code; });
  const crowded = await serve(() => !ended);
  assert.equal(await end, 0);
  const report = JSON.parse((await lines.next()).value);
  const most = await memory("VmHWM");

  for (const { status, verdict } of [...alone, ...crowded]) {
    assert.deepEqual([status, verdict], [200, "valid"]);
  }
  assert.ok(crowded.length > 1000, `${crowded.length} answers`);
  assert.equal(report.answered, 0, "slow clients were turned away instead of being held");
  assert.ok(report.closed > clients, JSON.stringify(report));
  assert.ok(report.longest_ms < 10_000, JSON.stringify(report));  // 5 s for a head
  assert.ok(most - idle < 200, `${most} MB`);
  console.log(`slow clients: ${JSON.stringify(report)}; ${crowded.length} honest answers, p99 ` +
    `${p99(crowded).toFixed(1)} ms (alone ${p99(alone).toFixed(1)} ms); memory ${idle.toFixed(0)} MB, at most ` +
    `${most.toFixed(0)} MB`);
});
