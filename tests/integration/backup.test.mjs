// Backup and restore as an administrator meets them: beside a running server, with the last pack at
// hand, killed in the middle.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { bin } from "../support/programs.mjs";
import { Random } from "../support/random.mjs";
import { cardctl, TestServer } from "../support/server.mjs";

const env = { CARD_BACKUP_PASSPHRASE: "a passphrase for backups alone" };
const rounds = Math.min(Number(process.env.CARD_FAULT_ROUNDS ?? 6), 100);
const random = new Random("backup");
let server;
let desk;
let folder;
let original;

const file = (name) => path.join(folder, name);
const exists = (name) => access(name).then(() => true, () => false);

before(async () => {
  server = await TestServer.make({ county: true });
  original = server.data;
  desk = await Desk.ofCounty(server);
  folder = await mkdtemp(path.join(os.tmpdir(), "servicecard-backup-"));
});
after(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function expectCode(code, args, options = { env }) {
  const result = await cardctl([...args, "--output", "json"], options);
  assert.equal(result.code, code, `${args.join(" ")}: ${result.stdout}${result.stderr}`);
  return result;
}

/** Runs cardctl and kills it after so many milliseconds; whether it was too late. */
async function killed(args, milliseconds) {
  const child = spawn(path.join(bin, "cardctl"), args,
    { env: { ...process.env, ...env }, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const [code] = await once(child, "exit");
  clearTimeout(timer);
  return code === 0;
}

test("a backup beside a running server, checked, restored after more was done, and served", async () => {
  const { number: kept } = await desk.card();
  const { number: revoked } = await desk.card();
  const args = ["backup", "--data", original, "--to", file("one.backup")];
  const made = JSON.parse((await expectCode(0, args)).stdout);
  assert.equal(made.cards, 137);
  assert.match((await expectCode(4, args)).stderr, /occupied/);

  await desk.approver.post(`/v1/cards/${revoked}/revoke`, { reason_code: "delisted" });
  const { number: later } = await desk.card();
  const tokens = {};
  for (const number of [kept, revoked, later]) tokens[number] = await desk.printedToken(number);
  await server.end();
  await server.start();  // publishes at once
  await expectCode(0, ["pack", "export", "-o", file("card.pack"), "--server", server.issuer]);
  await server.end();

  const checked = JSON.parse((await expectCode(0, ["restore", file("one.backup")])).stdout);
  assert.deepEqual(checked, made);
  const restore = ["restore", file("one.backup"), "--data", file("data"), "--apply"];
  assert.match((await expectCode(2, restore)).stderr, /--without-pack/);
  assert.match((await expectCode(4, [...restore, "--pack", file("one.backup")])).stderr, /foreign_pack/);
  const wrong = { env: { CARD_BACKUP_PASSPHRASE: "another passphrase than that" } };
  assert.match((await expectCode(4, [...restore, "--without-pack"], wrong)).stderr, /wrong_passphrase/);
  assert.deepEqual((await readdir(folder)).sort(), ["card.pack", "one.backup"]);

  const done = JSON.parse((await expectCode(0, [...restore, "--pack", file("card.pack")])).stdout);
  assert.equal(done.revoked, 1);
  assert.equal(done.journal_root, made.journal_root);
  assert.match((await expectCode(4, [...restore, "--pack", file("card.pack")])).stderr, /occupied/);
  await expectCode(0, ["journal", "verify", "--data", file("data")]);
  await expectCode(0, ["trust-list", "sign", "--data", file("data"), "--root", `${original}-root`]);

  server.data = file("data");
  await server.start();
  await expectCode(0, ["pack", "export", "-o", file("new.pack"), "--server", server.issuer]);
  // One verifier, that remembers the pack of before.
  const verdict = async (number, pack) => JSON.parse((await cardctl(["verify", "-", "--pack",
    file(pack), "--state", file("state"), "--root", file("data/root.jwk.json"), "--output", "json"],
  { input: tokens[number] })).stdout).verdict;
  assert.equal(await verdict(later, "card.pack"), "valid");
  assert.equal(await verdict(kept, "new.pack"), "valid");
  assert.equal(await verdict(revoked, "new.pack"), "revoked");
  assert.equal(await verdict(later, "new.pack"), "revoked");
  assert.equal((await desk.clerk.json(`/v1/cards/${revoked}`)).state, "revoked");
  const { number: next } = await desk.card();
  assert.notEqual(next, later);
  await expectCode(0, ["journal", "verify", "--server", server.issuer],
    { env: { CARDCTL_TOKEN: desk.auditor.token } });
});

test("a backup that is killed leaves no file, and the next one is whole", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const to = file(`killed-${round}.backup`);
    const late = await killed(["backup", "--data", original, "--to", to], 20 + random.below(600));
    assert.equal(late || !await exists(to), true, `round ${round}`);
    if (await exists(to)) await expectCode(0, ["restore", to]);
  }
  await expectCode(0, ["backup", "--data", original, "--to", file("whole.backup")]);
  await expectCode(0, ["restore", file("whole.backup")]);
});

test("a restore that is killed leaves no data directory, and the next one makes it", async () => {
  const restore = ["restore", file("one.backup"), "--data", file("again"), "--apply", "--without-pack"];
  for (let round = 0; round < rounds; round += 1) {
    await killed(restore, 20 + random.below(800));
    if (!await exists(file("again"))) continue;
    await expectCode(0, ["journal", "verify", "--data", file("again")]);
    await rm(file("again"), { recursive: true });
  }
  await expectCode(0, restore);
  assert.equal(await exists(file("again.restoring")), false);
});

test("a damaged backup is refused, wherever it is damaged, and nothing is made of it", async () => {
  const octets = await readFile(file("one.backup"));
  for (const bad of [random.flipped(octets), octets.subarray(0, random.below(octets.length))]) {
    await writeFile(file("bad.backup"), bad);
    await expectCode(4, ["restore", file("bad.backup")]);
    await expectCode(4, ["restore", file("bad.backup"), "--data", file("bad"), "--apply", "--without-pack"]);
    assert.equal((await readdir(folder)).some((name) => name.startsWith("bad.") && name !== "bad.backup"), false);
    assert.equal(await exists(file("bad")), false);
  }
});
