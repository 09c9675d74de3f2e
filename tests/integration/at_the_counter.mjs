// What counters do with cards that were issued, through the API, and what the desk sees of it.
import assert from "node:assert/strict";
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";

const once = (key) => ({ headers: { "Idempotency-Key": key } });
const decoded = (part) => JSON.parse(Buffer.from(part, "base64url"));

/** How a counter without a network names a wallet token: its place, and the hash of what was signed. */
function nameOf(token) {
  const [jwt] = token.split("~");
  const { status } = decoded(jwt.split(".")[1]);
  const signed = jwt.slice(0, jwt.lastIndexOf("."));
  return { ...status.status_list, hash: createHash("sha256").update(signed).digest("base64url") };
}

/** The claims of a receipt whose signature a key of `jwks` made. */
function checkedReceipt(jwt, { keys }) {
  const [header, payload, signature] = jwt.split(".");
  const { alg, typ, kid } = decoded(header);
  assert.deepEqual([alg, typ], ["ES256", "receipt+jwt"]);
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: "jwk" });
  assert.ok(verifySignature("sha256", Buffer.from(`${header}.${payload}`),
    { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")));
  return decoded(payload);
}

/** The tests, over the desk that `given()` gives once they run. */
export function atTheCounter(given) {
  const checked = async (partner, card) =>
    (await partner.post("/v1/verifications",
      { card_number: card.number, holder_id_last4: card.last4 })).id;
  const use = (partner, key, body, expect = 201) =>
    partner.send("POST", "/v1/redemptions", { body: { for: "self", ...body }, expect, ...once(key) });

  test("a use counts once, leaves a receipt that anybody can check, and can be taken back", async () => {
    const desk = given();
    const clinic = await desk.partner("use-clinic", "health");
    const card = await desk.card();
    const asked = { verification_id: await checked(clinic, card), service: "health.checkup" };
    const made = (await use(clinic, "a-1", asked)).json;
    assert.deepEqual((await use(clinic, "a-1", asked, 200)).json, made);
    await use(clinic, "a-2", asked, 409);
    const receipt = checkedReceipt(made.receipt.jwt, await desk.visitor.json("/.well-known/jwks.json"));
    assert.deepEqual([receipt.jti, receipt.card_number, receipt.service],
      [made.receipt.code, card.number, "health.checkup"]);
    const shown = `/v1/receipts/${made.receipt.code.replaceAll("-", " ").toUpperCase()}`;
    assert.equal((await desk.visitor.json(encodeURI(shown))).state, "counted");
    await clinic.post(`/v1/redemptions/${made.id}/void`, { reason: "按错了" });
    assert.equal((await desk.visitor.json(encodeURI(shown))).state, "voided");
    const again = (await use(clinic, "a-3", asked)).json;
    assert.deepEqual((await clinic.json("/v1/redemptions")).items.map(({ id }) => id), [again.id, made.id]);
    assert.equal((await clinic.json(`/v1/redemptions/${again.id}`)).standing, "counted");
    const desks = `/v1/cards/${card.number}/redemptions`;
    assert.equal((await desk.auditor.json(desks)).items.length, 2);
    const voided = await desk.approver.post(`${desks}/${again.id}/void`, { reason: "医院来函" });
    assert.equal(voided.voided.reason, "医院来函");
    assert.equal((await clinic.json(`/v1/redemptions/${again.id}`)).voided.by, "desk");
  });

  test("of 200 uses at once, with repeated keys, a quota of one takes one", async () => {
    const desk = given();
    const clinics = await Promise.all(["race-one", "race-two"].map((id) => desk.partner(id, "health")));
    const card = await desk.card();
    const ids = await Promise.all(clinics.map((clinic) => checked(clinic, card)));
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => {
      const who = n % 2;
      return use(clinics[who], `k-${Math.floor(n / 4)}`,
        { verification_id: ids[who], service: "health.checkup" }, null);
    }));
    const count = (status) => answers.filter((answer) => answer.status === status).length;
    assert.equal(count(201), 1);
    assert.equal(count(201) + count(200) + count(409), 200);
    assert.equal((await desk.auditor.json(`/v1/cards/${card.number}/redemptions`)).items.length, 1);
  });

  test("what was done without a network is reconciled item by item", async () => {
    const desk = given();
    const clinic = await desk.partner("far-clinic", "health");
    const { number } = await desk.card();
    const token = nameOf(await desk.walletToken(number));
    const at = new Date().toISOString();
    const item = (key, more) => ({ key, at, token, use: { service: "health.checkup", for: "self" }, ...more });
    const outcomes = async (items) =>
      (await clinic.post("/v1/offline-reports", { items })).items.map(({ outcome }) => outcome);
    assert.deepEqual(await outcomes([item("o-1"), item("o-2"), item("o-1"),
      item("o-3", { token: { ...token, hash: createHash("sha256").digest("base64url") } }),
      item("o-4", { use: null, refusal: { reason: "no_capacity" } })]),
    ["accepted", "over_quota", "already_reported", "unknown_card", "accepted"]);
    // Times have seconds: what is revoked in the same second counts as revoked before.
    while (new Date().toISOString().slice(0, 19) === at.slice(0, 19)) await setTimeout(20);
    await desk.approver.post(`/v1/cards/${number}/revoke`, { reason_code: "issued_in_error" });
    const late = { use: { service: "health.green_lane", for: "self" } };
    assert.deepEqual(await outcomes([item("o-5", late),
      item("o-6", { ...late, at: new Date(Date.now() + 30_000).toISOString() })]),
    ["accepted", "not_valid_then"]);
  });

  test("an ID that is not the holder's raises an alarm that somebody looks into", async () => {
    const desk = given();
    const clinic = await desk.partner("alert-clinic", "health");
    const card = await desk.card();
    const id = await checked(clinic, card);
    await clinic.post(`/v1/verifications/${id}/outcome`, { outcome: "id_mismatch" }, 201);
    await clinic.post(`/v1/verifications/${id}/outcome`, { outcome: "left" }, 409);
    let alarm;
    for (let tries = 0; tries < 50 && !alarm; ++tries) {
      const { items } = await desk.auditor.json("/v1/alarms?state=open");
      alarm = items.find(({ kind, subject }) => kind === "id-mismatch" && subject === `card:${card.number}`);
    }
    const { rows } = await desk.auditor.json(`/v1/alarms/${alarm.id}`);
    assert.deepEqual(rows.map((row) => [row.id, row.partner]), [[id, "alert-clinic"]]);
    const done = await desk.auditor.post(`/v1/alarms/${alarm.id}/acknowledge`);
    assert.ok(done.acknowledged.by.length > 0);
    await desk.auditor.post(`/v1/alarms/${alarm.id}/acknowledge`, undefined, 409);
  });

  test("nobody follows changes without a contract", async () => {
    const desk = given();
    const clinic = await desk.partner("former-clinic", "health");
    await desk.administrator.post("/v1/partners/former-clinic/suspend", { reason: "到期" });
    await clinic.send("GET", "/v1/changes", { expect: 409 });
  });

  test("a valid card that was turned away is on record", async () => {
    const desk = given();
    const clinic = await desk.partner("full-clinic", "health");
    const card = await desk.card();
    const body = { verification_id: await checked(clinic, card), reason: "other", note: "停电" };
    await clinic.send("POST", "/v1/refusals", { body, expect: 201, ...once("r-1") });
    const [refusal] = (await desk.auditor.json(`/v1/cards/${card.number}/refusals`)).items;
    assert.deepEqual([refusal.reason, refusal.note], ["other", "停电"]);
    const { items } = await desk.approver.json(`/v1/cards/${card.number}/verifications`);
    assert.equal(items[0].verdict, "valid");
    await desk.clerk.send("GET", `/v1/cards/${card.number}/verifications`, { expect: 403 });
    const { history } = await desk.clerk.json(`/v1/cards/${card.number}`);
    assert.ok(history.length > 0);
    assert.deepEqual(history.filter(({ kind }) => !kind.startsWith("card.")).map(({ kind }) => kind), []);
  });
}
