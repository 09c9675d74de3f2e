// Resident IDs and phones that nobody else has are followed through the whole life of a card: in
// full they are in the answer to a person who gave a reason, and nowhere else, be it an answer, a
// file of the data directory, a backup or the log.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { Desk, day } from "../support/desk.mjs";
import { cardctl, TestServer } from "../support/server.mjs";
import { residentId } from "../support/synthetic.mjs";

const typed = { resident_id: residentId("19771203", 907), phone: "16188880001" };
const imported = { resident_id: residentId("19770419", 923), phone: "16188880002" };
const refused = { resident_id: residentId("19771125", 941), phone: "16188880003" };
const contact = { phone: "16188880004" };
const mistyped = "410399197712039989"; // its check digit is wrong
const canaries = [typed, imported, refused, contact].flatMap(Object.values).concat(mistyped);

let server;
let desk;
const answers = []; // {what, octets} of every answer but the one that shows a number in full

/** The names under which those octets hold a canary. */
function found(octets) {
  const text = octets.toString("latin1");
  return canaries.filter((canary) => {
    const hash = createHash("sha256").update(canary).digest();
    return [canary, hash.toString("latin1"), hash.toString("hex"), hash.toString("base64url")].some((shape) => text.includes(shape));
  });
}

const keep = (what, octets) => answers.push({ what, octets: Buffer.from(octets) });

before(async () => {
  server = await TestServer.make();
  const { contract } = server;
  const check = contract.check.bind(contract);
  contract.check = (method, pathname, answer) => {
    if (!pathname.endsWith("/reveal") || answer.status !== 200) keep(`${method} ${pathname}`, answer.body);
    return check(method, pathname, answer);
  };
  desk = await Desk.open(server);
});
after(() => server?.remove());

test("the search finds a canary in every shape that it looks for", () => {
  const { resident_id: id } = typed;
  const hash = createHash("sha256").update(id).digest();
  for (const octets of [Buffer.from(`{"id":"${id}"}`), Buffer.concat([Buffer.from("x"), hash]), Buffer.from(hash.toString("hex"))]) {
    assert.deepEqual(found(octets), [id]);
  }
  assert.deepEqual(found(Buffer.from(id.slice(0, 4) + "*".repeat(10) + id.slice(-4))), []);
});

test("a card lives its whole life", async () => {
  const enterprise = await desk.enterprise();
  const person = await desk.clerk.post("/v1/people",
    { enterprise, name: "张示例", ...typed, role: "principal" }, 201);
  for (const wrong of [{ ...refused, role: "nobody" }, { ...refused, name: "" }, { resident_id: mistyped }, typed]) {
    const body = { enterprise, name: "李示例", role: "talent", ...wrong };
    assert.ok((await desk.clerk.send("POST", "/v1/people", { body })).status >= 400);
  }
  const roster = ["统一社会信用代码,姓名,身份证号,人员类别,手机号",
    `${enterprise},王示例,${imported.resident_id},高层次人才,${imported.phone}`,
    `91410329FAKE000137,赵示例,${refused.resident_id},高层次人才,${refused.phone}`,
    `${enterprise},赵示例,${mistyped},高层次人才,${refused.phone}`].join("\n");
  for (const [query, accept] of [["", "application/json"], ["", "text/csv"], ["?apply=true&rows=good", "application/json"]]) {
    await desk.clerk.send("POST", `/v1/roster-imports${query}`, { body: roster, type: "text/csv", headers: { accept }, expect: 200 });
  }
  await desk.clerk.json(`/v1/people?q=${typed.resident_id}`);
  await desk.clerk.patch(`/v1/people/${person.id}`, { name: "张示范", contract_end: day(800) });
  const full = await desk.clerk.post(`/v1/people/${person.id}/reveal`, { field: "resident_id", reason: "来电核对（虚构）" });
  assert.equal(full.value, typed.resident_id);
  const contacts = `/v1/enterprises/${enterprise}/contacts`;
  const { id } = await desk.clerk.post(contacts, { name: "李示例", ...contact }, 201);
  assert.equal((await desk.clerk.post(`${contacts}/${id}/reveal`, { reason: "通知领卡（虚构）" })).value, contact.phone);
  await desk.auditor.json(`/v1/enterprises/${enterprise}`);

  const [{ card: number }] = await desk.issue([await desk.approved(person)]);
  for (const token of ["wallet-token", "printed-token", "qr"]) await desk.clerk.get(`/v1/cards/${number}/${token}`);
  const hospital = await desk.partner("hospital-9", "health");
  for (const last4 of [typed.resident_id.slice(-4), "0000"]) {
    await hospital.post("/v1/verifications", { card_number: number, holder_id_last4: last4 });
  }
  await hospital.post("/v1/verifications", { presentation: await desk.printedToken(number) });
  await desk.approver.post(`/v1/cards/${number}/report-lost`, { note: "" });
  await desk.approver.post(`/v1/cards/${number}/revoke`, { reason_code: "left_enterprise", note: "" });
  for (const list of ["people", "cards", "applications", "journal", "enterprises"]) await desk.auditor.json(`/v1/${list}?limit=200`);
  for (const place of ["/status-lists/1", "/offline-pack", "/trust-list", "/metrics"]) keep(place, await (await fetch(server.issuer + place)).arrayBuffer());
});

test("no answer holds one in full", () => {
  assert.ok(answers.length > 40);
  for (const { what, octets } of answers) assert.deepEqual(found(octets), [], what);
});

test("no file of the data directory, no log and no backup holds one, beside the running server and after it", async () => {
  const backup = path.join(server.folder, "backup");
  const env = { CARD_BACKUP_PASSPHRASE: "a passphrase for backups alone" };
  const made = await cardctl(["backup", "--data", server.data, "--to", backup], { env });
  assert.equal(made.code, 0, made.stderr);
  const search = async () => {
    const files = (await readdir(server.folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    assert.ok(files.some(({ name }) => name.endsWith(".db")), files.map(({ name }) => name).join(" "));
    for (const { parentPath, path: parent, name } of files) {
      const file = path.join(parentPath ?? parent, name);
      assert.deepEqual(found(await readFile(file)), [], file);
    }
  };
  await search();
  assert.equal(await server.end(), 0);
  await search();
  assert.ok(server.log.includes("/v1/people"), "the log says something");
  assert.deepEqual(found(Buffer.from(server.log)), []);
});
