// What somebody should look at: raised at once, seen in the log and in the metrics by its name.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { cardctl, TestServer } from "../support/server.mjs";

let server;
let desk;

before(async () => {
  server = await TestServer.make({ config: "[caps]\napprovals = 4\ncards = 4\n" });
  desk = await Desk.open(server);
});
after(() => server?.remove());

/** How often an alarm was raised, by the metrics; the log must agree. */
async function raised(name) {
  const { text } = await server.client().get("/metrics");
  const [, count] = text.match(new RegExp(`servicecard_alarms_total{alarm="${name}"} (\\d+)`));
  const lines = server.log.split("\n").filter((line) => line.includes('"message":"alarm"'))
    .map((line) => JSON.parse(line)).filter(({ alarm }) => alarm === name);
  assert.equal(lines.length, Number(count));
  for (const { level, subject, detail } of lines) assert.ok(level === "warning" && subject && detail);
  return Number(count);
}

async function applications(count) {
  const enterprise = [await desk.enterprise(), await desk.enterprise()];
  const ids = [];
  for (let i = 0; i < count; i += 1) {
    ids.push(await desk.submitted(await desk.person(enterprise[i % 2])));
    await desk.checker.post(`/v1/applications/${ids.at(-1)}/check`);
  }
  return ids;
}

test("an account approves and issues up to its cap of the day, and one more is refused", async () => {
  const ids = await applications(5);
  for (const id of ids.slice(0, 3)) await desk.approver.post(`/v1/applications/${id}/approve`);
  assert.equal(await raised("many-approvals"), 0);
  await desk.approver.post(`/v1/applications/${ids[3]}/approve`);
  assert.equal(await raised("many-approvals"), 1);
  const refused = await desk.approver.send("POST", `/v1/applications/${ids[4]}/approve`);
  assert.equal(refused.status, 429);
  assert.equal(JSON.parse(refused.text).type, "/problems/daily-cap-reached");
  assert.ok(Number(refused.headers.get("retry-after")) <= 86400);
  assert.equal((await desk.clerk.json(`/v1/applications/${ids[4]}`)).state, "checked");

  const issued = await Promise.all(ids.slice(0, 4).map((id) => desk.issue([id])));
  assert.ok(issued.flat().every(({ ok }) => ok));
  assert.equal(await raised("many-cards"), 1);
  const replace = await desk.approver.send("POST", `/v1/cards/${issued[0][0].card}/replace`,
    { body: { note: "" } });
  assert.equal(replace.status, 429);
});

test("cardctl says so, and ends with 1", async () => {
  const [id] = await applications(1);
  const token = path.join(server.folder, "approver.token");
  await writeFile(token, desk.approver.token, { mode: 0o600 });
  const { code, stdout } = await cardctl(["application", "approve", String(id), "--server",
    server.issuer, "--as", "approver", "--token-file", token]);
  assert.equal(code, 1);
  assert.match(stdout, /daily-cap-reached/);
  assert.match(stdout, /midnight/);
});

test("one card at two partners raises an alarm, and both are answered as ever", async () => {
  await server.remove();
  server = await TestServer.make();
  desk = await Desk.open(server);
  const { number } = await desk.card();
  const presentation = await desk.printedToken(number);
  const verdicts = [];
  for (const partner of [await desk.partner("clinic", "health"), await desk.partner("bank", "finance")]) {
    assert.equal(await raised("two-places"), 0);
    verdicts.push((await partner.post("/v1/verifications", { presentation })).verdict);
  }
  assert.deepEqual(verdicts, ["valid", "valid"]);
  assert.equal(await raised("two-places"), 1);
  assert.ok(server.log.includes(`"subject":"card:${number}"`));
});

test("a partner that guesses card numbers raises an alarm, and may still scan", async () => {
  const partner = await desk.partner("guesser", "health");
  const { number } = await desk.card();
  const guess = { card_number: number, holder_id_last4: "0000" };
  for (let i = 0; i < 99; i += 1) await partner.send("POST", "/v1/verifications", { body: guess });
  assert.equal(await raised("many-misses"), 0);
  await partner.send("POST", "/v1/verifications", { body: guess });
  assert.equal(await raised("many-misses"), 1);
  const presentation = await desk.printedToken(number);
  assert.equal((await partner.post("/v1/verifications", { presentation })).verdict, "valid");
});
