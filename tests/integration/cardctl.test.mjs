// cardctl as a shell meets it: exit codes, JSON, standard input, and what each way of reaching the
// data says.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { day, Desk, ownPassword } from "../support/desk.mjs";
import { root as source } from "../support/programs.mjs";
import { cardctl, runProgram, TestServer } from "../support/server.mjs";

let server;
let desk;
let folder;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  folder = await mkdtemp(path.join(os.tmpdir(), "servicecard-ctl-"));
});
after(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

const as = (client, args, options = {}) =>
  cardctl([...args, "--server", server.issuer], { ...options, env: { CARDCTL_TOKEN: client.token } });

async function expectCode(code, args, options) {
  const result = await cardctl(args, options);
  assert.equal(result.code, code, `${args.join(" ")}: ${result.stdout}${result.stderr}`);
  return result;
}

test("usage: help is 0, a mistake is 2 and says where to look", async () => {
  for (const args of [["--help"], ["card", "--help"], ["card", "revoke", "--help"], ["verify", "--help"]]) {
    assert.match((await expectCode(0, args)).stdout, /cardctl/);
  }
  for (const args of [[], ["nonsense"], ["card"], ["card", "list", "--none"],
    ["card", "list", "--server", "x", "--data", "y"]]) {
    assert.match((await expectCode(2, args)).stderr, /--help/);
  }
  await expectCode(0, ["completion", "bash"]);
  assert.equal((await runProgram("cardserver", ["--none"])).code, 2);
  assert.equal((await runProgram("cardserver", ["--help"])).code, 0);
});

test("cards are listed as JSON with number and state", async () => {
  const { number } = await desk.card();
  const { code, stdout } = await as(desk.clerk, ["card", "list", "--all", "--output", "json"]);
  assert.equal(code, 0);
  const parsed = JSON.parse(stdout);
  const items = Array.isArray(parsed) ? parsed : parsed.items;
  assert.ok(items.some((card) => card.number === number && card.state === "active"));
  const table = await as(desk.clerk, ["card", "list", "--all"]);
  assert.ok(table.stdout.includes(number));
  assert.ok(!table.stdout.includes("\x1b["));
});

test("verify: 0 valid, 1 refused, 3 unreadable, by argument and by standard input", async () => {
  const { number } = await desk.card();
  for (const kind of ["wallet", "printed"]) {
    const { stdout: token } = await as(desk.clerk, ["card", "token", number, "--kind", kind]);
    const where = ["--server", server.issuer, "--root", `${server.data}-root/root.jwk.json`];
    const check = (text) => cardctl(["verify", "-", ...where], { input: text });
    assert.equal((await check(token)).code, 0);
    const json = await cardctl(["verify", token.trim(), ...where, "--output", "json"]);
    assert.equal(JSON.parse(json.stdout).verdict, "valid");
    assert.equal((await check("hello")).code, 3);
  }
});

test("revoking is the approver's, and refused for others with 1", async () => {
  const { number } = await desk.card();
  const args = ["card", "revoke", number, "--reason", "delisted"];
  const refused = await as(desk.clerk, args);
  assert.equal(refused.code, 1, refused.stderr);
  assert.equal((await as(desk.approver, args)).code, 0);
  assert.equal((await desk.clerk.json(`/v1/cards/${number}`)).state, "revoked");
  assert.equal((await as(desk.approver, args)).code, 1);
});

test("what takes cards away says what it would do, and does it with --apply", async () => {
  const { number, enterprise, person } = await desk.card();
  const { number: other, enterprise: company } = await desk.card();
  const leave = ["person", "leave", String(person.id), "--note", "来函", "--lang", "en"];
  const dry = await as(desk.approver, leave);
  assert.equal(dry.code, 0, dry.stderr);
  assert.match(dry.stdout, new RegExp(number));
  assert.match(dry.stderr, /--apply/);
  assert.equal((await desk.clerk.json(`/v1/cards/${number}`)).state, "active");
  assert.equal((await as(desk.approver, [...leave, "--apply"])).code, 0);
  assert.equal((await desk.clerk.json(`/v1/cards/${number}`)).state, "revoked");
  assert.equal((await as(desk.approver, leave)).code, 1);
  const [{ id }] = (await desk.clerk.json(`/v1/enterprises/${company}`)).designations;
  const loss = ["enterprise", "loss", company, "--designation", String(id), "--until", day(-1)];
  const { stdout } = await as(desk.approver, [...loss, "--apply", "--lang", "en"]);
  assert.match(stdout, /decision: eligible → not_eligible/);
  assert.match(stdout, new RegExp(`${other} .*revoke`));
  assert.match((await as(desk.approver, ["enterprise", "loss", enterprise, "--lang", "zh"])).stdout, /保留 0/);
});

test("cards are printed from the shell: proven, written, done, handed over", async () => {
  const { number, enterprise, person } = await desk.card();
  const { number: other } = await desk.card(enterprise);
  const file = path.join(folder, "cards.pdf");
  const made = await as(desk.clerk, ["print", "make", "--unprinted", "--enterprise", enterprise,
    "-o", file, "--output", "json"]);
  assert.equal(made.code, 0, made.stderr);
  const { id, state, counts } = JSON.parse(made.stdout);
  assert.deepEqual([state, counts.ready], ["ready", 2]);
  assert.equal((await readFile(file)).subarray(0, 5).toString(), "%PDF-");
  assert.equal((await as(desk.clerk, ["print", "make", number])).code, 1);
  assert.equal((await as(desk.clerk, ["print", "make"])).code, 2);
  assert.match((await as(desk.clerk, ["print", "list", "--lang", "zh"])).stdout, /可印制/);
  assert.equal((await as(desk.clerk, ["print", "done", String(id), "--spoiled", other])).code, 0);
  assert.equal((await as(desk.clerk, ["card", "handover", number, "--to", person.name])).code, 0);
  assert.equal((await as(desk.clerk, ["card", "handover", other, "--to", person.name])).code, 1);
  const listed = await as(desk.auditor, ["card", "list", "--print", "handed_over", "--all", "--lang", "zh"]);
  assert.match(listed.stdout, new RegExp(`${number}.*已领取`));
  const again = await as(desk.clerk, ["print", "make", other, "--lang", "en"]);
  assert.match(again.stdout, /ready +1/);
  const free = JSON.parse((await as(desk.clerk, ["print", "list", "--output", "json"])).stdout).items[0].id;
  assert.match((await as(desk.clerk, ["print", "abandon", String(free), "--lang", "zh"])).stdout, /已放弃/);
});

test("queues and a policy beside the one in force are tables for people", async () => {
  const id = await desk.submitted(await desk.person(await desk.enterprise()));
  assert.match((await as(desk.checker, ["queue", "show", "--lang", "en"])).stdout, /submitted +\d/);
  const listed = await as(desk.checker, ["queue", "list", "submitted", "--mine", "--all",
    "--output", "json"]);
  assert.ok(JSON.parse(listed.stdout).some((item) => item.id === id));
  assert.equal((await as(desk.checker, ["queue", "tax", "--mine"])).code, 0);
  const policy = path.join(source, "schema/policies/any-high-tax.json");
  const compare = ["policy", "compare", policy, "--unchanged", "--all", "--lang", "en"];
  const { code, stdout, stderr } = await as(desk.auditor, compare);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /default 1 → any-high-tax 1/);
  assert.match(stdout, /eligible +eligible/);
});

test("what counters did with a card, and the alarm that came of it, are read and dealt with", async () => {
  const partner = await desk.partner("hospital-at-the-shell", "health");
  const { number } = await desk.card();
  const check = await partner.post("/v1/verifications", { presentation: await desk.printedToken(number) });
  const { code: service } = check.services.find(({ state, quota }) => state === "valid" && quota);
  const { json: use } = await partner.send("POST", "/v1/redemptions", {
    body: { verification_id: check.id, service, for: "self" }, headers: { "Idempotency-Key": "shell" }, expect: 201 });
  await partner.send("POST", "/v1/refusals", { body: { verification_id: check.id, reason: "no_capacity" },
    headers: { "Idempotency-Key": "shell-refusal" }, expect: 201 });
  await partner.post(`/v1/verifications/${check.id}/outcome`, { outcome: "id_mismatch" }, 201);

  const zh = ["--lang", "zh"];
  assert.match((await as(desk.auditor, ["card", "uses", number, ...zh])).stdout, /本人 +已计次/);
  assert.match((await as(desk.auditor, ["card", "uses", number, "--verifications", ...zh])).stdout, /纸质凭证 +有效/);
  assert.match((await as(desk.auditor, ["card", "uses", number, "--refusals", ...zh])).stdout, /名额或号源已满/);
  assert.equal((await as(desk.auditor, ["card", "uses", number, "--refusals", "--verifications"])).code, 2);
  assert.equal((await as(desk.clerk, ["card", "uses", number])).code, 1);
  const take = ["card", "void-use", number, String(use.id), "--reason", "误登记"];
  assert.equal((await as(desk.auditor, take)).code, 1);
  assert.equal((await as(desk.approver, take)).code, 0);
  assert.match((await as(desk.auditor, ["card", "uses", number])).stdout, /误登记/);

  const open = async () => JSON.parse((await as(desk.auditor, ["alarm", "list", "--open", "--all", "--output", "json"])).stdout);
  const { id } = (await open()).find(({ subject }) => subject === `card:${number}`);
  assert.match((await as(desk.auditor, ["alarm", "list", ...zh])).stdout, new RegExp(`出示人不是持卡人 +card:${number}`));
  assert.match((await as(desk.auditor, ["alarm", "show", String(id), ...zh])).stdout, /hospital-at-the-shell/);
  assert.equal((await as(desk.clerk, ["alarm", "acknowledge", String(id)])).code, 1);
  assert.equal((await as(desk.auditor, ["alarm", "acknowledge", String(id)])).code, 0);
  assert.ok((await open()).every((alarm) => alarm.id !== id));
});

test("a server that is not there is 3: nobody can tell", async () => {
  const nowhere = ["--server", "http://127.0.0.1:9"];
  await expectCode(3, ["card", "list", ...nowhere], { env: { CARDCTL_TOKEN: desk.clerk.token } });
});

test("a data directory that a server holds is left alone, with advice", async () => {
  const { stderr } = await expectCode(4, ["card", "list", "--data", server.data]).catch(
    () => expectCode(1, ["card", "list", "--data", server.data]));
  assert.ok(stderr.length > 20);
});

test("offline: a pack, the root and a state file are all that verify needs", async () => {
  const { number } = await desk.card();
  const { number: revoked } = await desk.card();
  const tokens = {};
  for (const card of [number, revoked]) tokens[card] = await desk.printedToken(card);
  await desk.approver.post(`/v1/cards/${revoked}/revoke`, { reason_code: "delisted" });
  const file = (name) => path.join(folder, name);
  const offline = (token, more = []) => cardctl(["verify", "-", "--pack", file("pack"),
    "--root", `${server.data}-root/root.jwk.json`, "--state", file("state"), ...more], { input: token });
  const started = Date.now();
  for (;;) {  // until the change is published
    const { text } = await server.client().get("/offline-pack");
    await writeFile(file("pack"), text);
    const { code } = await offline(tokens[revoked]);
    if (code === 1) break;
    assert.ok(Date.now() - started < 61000);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  assert.equal((await offline(tokens[number])).code, 0);
  assert.equal((await offline(tokens[number], ["--max-age", "24h"])).code, 0);
  assert.equal((await offline(tokens[number].replace(/.$/, ""))).code, 3);
  const old = await readFile(file("pack"), "utf8");
  await writeFile(file("pack"), old.slice(0, -10));
  assert.ok([3, 4].includes((await offline(tokens[number])).code));
});

test("sign-in keeps a token for the commands after it, sign-out gives it up", async () => {
  const { password } = await desk.administrator.post("/v1/actors",
    { name: "at-the-shell", role: "clerk" }, 201);
  const secret = async (name, text) => {
    const file = path.join(folder, name);
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    return file;
  };
  const oneTime = await secret("one-time", password);
  const own = await secret("own", ownPassword);
  const env = { XDG_CONFIG_HOME: path.join(folder, "config"), CARDCTL_TOKEN: undefined };
  const run = (code, args) => expectCode(code, [...args, "--server", server.issuer], { env });
  const who = ["--name", "at-the-shell"];
  await run(1, ["person", "list"]);
  await run(1, ["sign-in", ...who, "--password-file", own]);
  await run(0, ["sign-in", ...who, "--password-file", oneTime, "--new-password-file", own]);
  const tokens = path.join(folder, "config/servicecard/tokens");
  const [kept] = await readdir(tokens);
  assert.equal((await stat(path.join(tokens, kept))).mode & 0o777, 0o600);
  await run(0, ["person", "list"]);
  await run(1, ["account", "list"]);
  const listed = async () =>
    JSON.parse((await run(0, ["token", "list", ...who, "--password-file", own, "--output", "json"])).stdout)
      .items;
  assert.deepEqual((await listed()).map(({ scope }) => scope), ["write"]);
  const made = JSON.parse((await run(0, ["token", "add", "report", "--scope", "read", "--days", "9",
    ...who, "--password-file", own, "--output", "json"])).stdout);
  assert.match(made.secret, /^sca_/);
  await run(0, ["token", "revoke", String(made.id), ...who, "--password-file", own]);
  await run(0, ["sign-in", ...who, "--password-file", own]);
  assert.equal((await listed()).length, 1);  // the token before was given up
  await run(0, ["sign-out"]);
  assert.equal((await listed()).length, 0);
  await run(2, ["sign-out"]);
  await run(1, ["person", "list"]);
});

test("init refuses what exists, and the demo's issuer is its port", async () => {
  const again = await cardctl(["init", "--data", server.data, "--issuer", server.issuer, "--demo"]);
  assert.ok([1, 4].includes(again.code), again.stdout + again.stderr);
  const bad = await cardctl(["init", "--data", path.join(folder, "d"), "--issuer", "ftp://x", "--demo"]);
  assert.ok([1, 2].includes(bad.code));
});

test("journal verify recomputes the root of a stopped server's data", async () => {
  await server.end("SIGTERM");
  const { stdout } = await expectCode(0, ["journal", "verify", "--data", server.data]);
  assert.ok(stdout.length > 0);
  const other = await runProgram("cardserver", ["--data", server.data, "--port", String(server.port + 1)]);
  assert.equal(other.code, 1);
  assert.match(other.stderr, /port/i);
  await server.start();
});

test("roster: a template is taken, filled in and imported; a report says what is wrong", async (context) => {
  // A county of its own: the template brings enterprises that other tests make.
  const own = await TestServer.make();
  context.after(() => own.remove());
  const { clerk } = await Desk.open(own);
  const roster = (args) => cardctl(["roster", ...args, "--server", own.issuer], { env: { CARDCTL_TOKEN: clerk.token } });
  const book = path.join(folder, "people.xlsx");
  const report = path.join(folder, "report.csv");
  assert.equal((await roster(["template", "people", "-o", book])).code, 0);
  assert.equal((await readFile(book)).subarray(0, 2).toString(), "PK");
  const early = await roster(["import", book, "--report", report, "--lang", "en"]);
  assert.equal(early.code, 1, early.stdout + early.stderr);
  const said = await readFile(report, "utf8");
  assert.ok(said.startsWith("\ufeff"));
  assert.match(said, /no such enterprise is on record/);
  assert.ok(!said.includes("41039919"), "a resident ID in the report");

  const csv = path.join(folder, "enterprises.csv");
  assert.equal((await roster(["template", "enterprises", "-o", csv])).code, 0);
  for (const file of [csv, book]) {
    const applied = await roster(["import", file, "--apply"]);
    assert.equal(applied.code, 0, applied.stdout + applied.stderr);
  }
  const again = await roster(["import", book, "--output", "json"]);
  assert.deepEqual(JSON.parse(again.stdout).summary, { create: 0, update: 0, same: 2, error: 0 });
});
