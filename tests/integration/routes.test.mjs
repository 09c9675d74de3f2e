// Every route of schema/openapi.yaml, as those use it whom it is for. Each answer is validated by its
// status, media type and schema; the last test fails for an operation that was never seen.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { schemaFile } from "../support/contract.mjs";
import { day, Desk, ownPassword } from "../support/desk.mjs";
import { root as source } from "../support/programs.mjs";
import { nextTrustList, openRoot, payloadOf, renewTrustList, signTrustList } from "../support/root.mjs";
import { totp } from "../support/totp.mjs";
import { TestServer } from "../support/server.mjs";
import { residentId, uscc } from "../support/synthetic.mjs";
import { Wallet } from "../support/wallet.mjs";
import { atTheCounter } from "./at_the_counter.mjs";
import { throughTheYear } from "./through_the_year.mjs";

let server;
let desk;
let visitor;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  visitor = server.client();
  await desk.card();
});
after(() => server?.remove());

test("the operation routes say how the server is", async () => {
  assert.deepEqual(await visitor.json("/healthz"), { status: "ok" });
  const { ready, checks } = await visitor.json("/readyz");
  assert.ok(ready);
  assert.ok(checks.every(({ ok }) => ok));
  assert.match((await visitor.get("/metrics")).text, /^# TYPE /m);
});

test("the public documents are what they claim to be", async () => {
  assert.ok((await visitor.get("/openapi.yaml")).text === server.contract.text);
  const { issuer, jwks } = await visitor.json("/.well-known/jwt-vc-issuer");
  assert.equal(issuer, server.issuer);
  const others = await visitor.json("/.well-known/jwks.json");
  const kids = (set) => set.keys.map(({ kid }) => kid);
  assert.equal(kids(jwks).filter((kid) => kids(others).includes(kid)).length, 0);
  for (const key of [...jwks.keys, ...others.keys]) assert.equal(key.d, undefined);
  const metadata = await visitor.json("/vct/service-card");
  assert.equal(metadata.vct, `${server.issuer}/vct/service-card`);
  const list = payloadOf((await visitor.get("/trust-list")).text);
  schemaFile("trust-list.schema.json")(list);
  assert.equal(list.iss, server.issuer);
  const pack = await visitor.json("/offline-pack");
  assert.equal(pack.trust_list, (await visitor.get("/trust-list")).text.trim());
});

test("public documents are for pages of any origin, and change by their ETag", async () => {
  for (const target of ["/status-lists/1", "/trust-list", "/offline-pack",
    "/.well-known/jwks.json", "/.well-known/jwt-vc-issuer", "/vct/service-card"]) {
    const first = await visitor.get(target);
    assert.equal(first.headers.get("access-control-allow-origin"), "*", target);
    const etag = first.headers.get("etag");
    assert.ok(etag, target);
    if (["/status-lists/1", "/trust-list", "/offline-pack"].includes(target)) {
      await visitor.get(target, 304, { "If-None-Match": etag });
    }
  }
  const desk_ = await desk.clerk.get("/v1/me");
  assert.equal(desk_.headers.get("access-control-allow-origin"), null);
});

test("a status list is a JWT or a CWT, and nothing else", async () => {
  const jwt = await visitor.get("/status-lists/1");
  assert.equal(jwt.type, "application/statuslist+jwt");
  assert.match(jwt.headers.get("vary"), /accept/i);
  const cwt = await visitor.get("/status-lists/1", 200, { Accept: "application/statuslist+cwt" });
  assert.equal(cwt.type, "application/statuslist+cwt");
  assert.equal(cwt.bytes[0], 0xd2);
  await visitor.get("/status-lists/1", 406, { Accept: "image/png" });
  await visitor.get("/status-lists/999", 404);
});

test("actors are added, seen, disabled and enabled by the administrator", async () => {
  assert.equal((await desk.clerk.json("/v1/me")).role, "clerk");
  const going = await desk.hire(server, "going", "clerk");
  const { id } = await going.json("/v1/me");
  const { items } = await desk.auditor.json("/v1/actors");
  assert.ok(items.some(({ name }) => name === "going"));
  await desk.clerk.get("/v1/actors", 403);
  assert.ok((await desk.administrator.post(`/v1/actors/${id}/disable`)).disabled);
  await going.get("/v1/me", 401);
  await visitor.get("/v1/me", 401);
  assert.ok(!(await desk.administrator.post(`/v1/actors/${id}/enable`)).disabled);
  await going.get("/v1/me", 401);
  const back = await desk.administrator.post(`/v1/actors/${id}/password`);
  assert.ok(back.one_time_password);
  assert.equal((await server.client().signIn("going", back.password)).standing,
    "password-change-needed");
  await desk.administrator.send("DELETE", `/v1/actors/${id}/totp`, { expect: 409 });
});

test("an account is opened by password and code, and its owner sees to it", async () => {
  await desk.hire(server, "owner", "approver");
  await server.client().post("/v1/session", { name: "owner", password: "not this one" }, 401);
  const page = server.client();
  const signedIn = await page.signIn("owner", ownPassword);
  assert.equal(signedIn.standing, "settled");
  assert.equal((await page.json("/v1/session")).actor.name, "owner");
  const offer = await page.post("/v1/me/totp", undefined, 201);
  assert.match(offer.qr_svg, /^<svg /);
  const confirmed = await page.renew("POST", "/v1/me/totp/confirm", { code: totp(offer.secret) });
  assert.equal(confirmed.recovery_codes.length, 10);
  assert.match((await server.client().post("/v1/session",
    { name: "owner", password: ownPassword }, 401)).type, /code-needed$/);
  const other = server.client();
  await other.signIn("owner", ownPassword, confirmed.recovery_codes[0]);
  const { items } = await page.json("/v1/me/sessions");
  assert.equal(items.length, 2);
  const away = items.find(({ current }) => !current);
  await page.send("DELETE", `/v1/me/sessions/${away.id}`, { expect: 204 });
  await other.get("/v1/session", 401);
  const left = await page.renew("DELETE", "/v1/me/totp", { code: confirmed.recovery_codes[1] });
  assert.equal(left.actor.second_factor, false);
  await page.send("DELETE", "/v1/me/sessions", { expect: 204 });
  await page.get("/v1/session", 401);
});

test("a personal token does what it is made for, until it is revoked", async () => {
  const page = server.client();
  await page.signIn("clerk", ownPassword);
  const made = await page.post("/v1/me/tokens", { label: "report", scope: "read", days: 7 }, 201);
  const reader = server.client(made.secret);
  await reader.get("/v1/people");
  await reader.post("/v1/people", {}, 403);
  assert.ok((await page.json("/v1/me/tokens")).items.some(({ id }) => id === made.id));
  await page.send("DELETE", `/v1/me/tokens/${made.id}`, { expect: 204 });
  await reader.get("/v1/me", 401);
  const own = await page.post("/v1/me/tokens", { label: "script", scope: "write", days: 7 }, 201);
  await server.client(own.secret).send("DELETE", "/v1/me/token", { expect: 204 });
  await server.client(own.secret).get("/v1/me", 401);
  await page.send("DELETE", "/v1/session", { expect: 204 });
  await page.get("/v1/session", 401);
});

test("a page of another origin changes nothing", async () => {
  const page = server.client();
  await page.signIn("clerk", ownPassword);
  for (const headers of [{ "X-CSRF-Token": "" }, { Origin: "https://evil.example" },
    { "Sec-Fetch-Site": "cross-site" }]) {
    const { json } = await page.send("POST", "/v1/people", { body: {}, expect: 403, headers });
    assert.match(json.type, /csrf$/);
  }
  await page.send("POST", "/v1/people", { body: {}, expect: 400, headers: { Origin: server.issuer } });
});

test("an enterprise is recorded with its grounds, by two people where money decides", async () => {
  const code = uscc(1);
  const target = `/v1/enterprises/${code}`;
  await desk.clerk.post("/v1/enterprises", { uscc: code, name: "伊川示例壹号（虚构）" }, 201);
  await desk.clerk.post("/v1/enterprises", { uscc: code, name: "伊川示例壹号（虚构）" }, 409);
  await desk.clerk.post("/v1/enterprises", { uscc: "91410329FAKE000137", name: "x（虚构）" }, 400);
  const changed = await desk.clerk.patch(target, { credit_status: "good" });
  assert.equal(changed.credit_status, "good");
  const key = await desk.clerk.post(`${target}/designations`,
    { kind: "key", from: "2024-01-01", source: "示范文件（虚构）" }, 201);
  const year = new Date().getFullYear() - 1;
  const tax = (amount) => ({ year, basis: "paid", source: "完税证明（虚构）", ...amount });
  const first = await desk.clerk.post(`${target}/tax-records`, tax({ amount_wan: "300.00" }), 201);
  assert.deepEqual([first.exact, first.amount_from_fen, first.amount_to_fen],
    [false, 299995000, 300005000]);
  const record = await desk.clerk.post(`${target}/tax-records`, tax({ amount_fen: 300000001 }), 201);
  assert.equal(record.supersedes, first.id);
  await desk.clerk.post(`${target}/tax-records/${record.id}/confirm`, undefined, 403);
  assert.equal((await desk.clerk.json(target)).decision.verdict, "pending");
  await desk.checker.post(`${target}/tax-records/${record.id}/confirm`);
  const detail = await desk.clerk.json(target);
  assert.equal(detail.decision.verdict, "eligible");
  assert.equal(detail.quota.limit, 3);
  const ended = await desk.clerk.post(`${target}/designations/${key.id}/end`, { until: day(-1) });
  assert.equal(ended.until, day(-1));
  assert.equal((await desk.clerk.json(target)).decision.verdict, "not_eligible");
  const { items } = await desk.clerk.json("/v1/enterprises?limit=200");
  assert.ok(items.some(({ uscc: listed }) => listed === code));
});

test("a roster begins with a template, as a workbook or as CSV", async () => {
  for (const [accept, type] of [["*/*", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["text/csv", "text/csv"]]) {
    const given = await desk.auditor.send("GET", "/v1/roster-templates/people", { headers: { accept } });
    assert.equal(given.status, 200);
    assert.equal(given.type, type);
  }
});

test("a roster is read dry first, applied, and the same again changes nothing", async () => {
  const code = uscc(2);
  const csv = `统一社会信用代码,企业名称\n${code},伊川示例贰号（虚构）\n`;
  const send = async (query) => (await desk.clerk.send("POST", `/v1/roster-imports${query}`,
    { body: csv, type: "text/csv", expect: 200 })).json;
  assert.deepEqual([(await send("")).applied, (await send("")).summary.create], [false, 1]);
  assert.equal((await send("?apply=true")).applied, true);
  assert.deepEqual((await send("?apply=true")).summary, { create: 0, update: 0, same: 1, error: 0 });
});

test("an enterprise has contacts, who are called for a reason and struck off again", async () => {
  const target = `/v1/enterprises/${await desk.enterprise()}`;
  const { id } = await desk.clerk.post(`${target}/contacts`, { name: "李示例", duty: "人事经理", phone: "16100000002" }, 201);
  const { contacts } = await desk.auditor.json(target);
  assert.deepEqual(contacts.map(({ name, duty, phone_masked }) => [name, duty, phone_masked]), [["李示例", "人事经理", "161****0002"]]);
  const shown = await desk.approver.post(`${target}/contacts/${id}/reveal`, { reason: "通知领卡" });
  assert.equal(shown.value, "16100000002");
  await desk.clerk.send("DELETE", `${target}/contacts/${id}`, { expect: 204 });
  assert.deepEqual((await desk.clerk.json(target)).contacts, []);
});

test("a person's resident ID goes in and never comes out", async () => {
  const enterprise = await desk.enterprise();
  const person = await desk.person(enterprise);
  assert.match(person.resident_id_masked, /^4103\*{10}\d{3}[\dX]$/);
  const changed = await desk.clerk.patch(`/v1/people/${person.id}`,
    { phone: null, contract_end: day(900) });
  assert.equal(changed.phone_masked, null);
  assert.equal((await desk.clerk.json(`/v1/people/${person.id}`)).contract_end, day(900));
  const { items } = await desk.clerk.json(`/v1/people?enterprise=${enterprise}`);
  assert.deepEqual(items.map(({ id }) => id), [person.id]);
});

test("a card that has long to go is not renewed yet", async () => {
  const { number } = await desk.card();
  const early = await desk.clerk.send("POST", "/v1/applications", { body: { renews: number } });
  assert.deepEqual([early.status, early.json.type], [409, "/problems/renewal-not-open"]);
  const both = await desk.clerk.send("POST", "/v1/applications", { body: { renews: number, person: 1 } });
  assert.equal(both.status, 400);
  const { items } = await desk.clerk.json("/v1/cards?state=active&valid_until=2000-01-01");
  assert.deepEqual(items, []);
});

test("what is masked is seen in full for a reason, and stays in no file", async () => {
  const enterprise = await desk.enterprise();
  const id = residentId("19701231", 7);
  const person = await desk.clerk.post("/v1/people",
    { enterprise, name: "王示例", resident_id: id, role: "talent" }, 201);
  const reveal = (who, expect) => who.post(`/v1/people/${person.id}/reveal`,
    { field: "resident_id", reason: "来电核对（虚构）" }, expect);
  await reveal(desk.auditor, 403);
  assert.equal((await reveal(desk.clerk, 200)).value, id);
  await new Promise((resolve) => { setTimeout(resolve, 1500); });  // the log is written in batches
  assert.ok(server.log.includes("revealPerson") || server.log.includes("/reveal"));
  assert.ok(!server.log.includes(id));
  for (const file of await readdir(server.data, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const content = await readFile(path.join(file.path, file.name));
    assert.ok(!content.includes(id), file.name);
  }
});

test("an application goes its way, back and out", async () => {
  const enterprise = await desk.enterprise();
  const person = await desk.person(enterprise);
  const { id } = await desk.clerk.post("/v1/applications", { person: person.id }, 201);
  const target = `/v1/applications/${id}`;
  assert.equal((await desk.clerk.patch(target, { note: "补充材料" })).note, "补充材料");
  assert.equal((await desk.clerk.post(`${target}/submit`)).state, "submitted");
  assert.equal((await desk.checker.post(`${target}/return`, { reason: "缺合同" })).state, "returned");
  assert.equal((await desk.clerk.post(`${target}/submit`)).state, "submitted");
  assert.equal((await desk.checker.post(`${target}/reject`, { reason: "不符合" })).state, "rejected");
  assert.equal((await desk.clerk.json(target)).reason, "不符合");
  const { items } = await desk.clerk.json(`/v1/applications?state=rejected&enterprise=${enterprise}`);
  assert.deepEqual(items.map((item) => item.id), [id]);
});

test("several applications are approved and issued at once, and never twice", async () => {
  const enterprise = await desk.enterprise();
  const applications = [];
  for (let i = 0; i < 3; i += 1) {
    const id = await desk.submitted(await desk.person(enterprise));
    await desk.checker.post(`/v1/applications/${id}/check`);
    applications.push(id);
  }
  const approved = await desk.approver.post("/v1/applications/approve", { applications });
  assert.deepEqual(approved.results.map(({ ok }) => ok), [true, true, true]);
  const issued = await desk.issue(applications);
  assert.equal(new Set(issued.map(({ card }) => card)).size, 3);
  const again = await desk.issue(applications);
  assert.equal((await desk.clerk.json(`/v1/cards?enterprise=${enterprise}`)).items.length, 3);
  for (const { ok, card } of again) if (ok) assert.ok(issued.some((item) => item.card === card));
});

test("a card is lost and found, suspended and reinstated, replaced and revoked", async () => {
  const { number } = await desk.card();
  const target = `/v1/cards/${number}`;
  assert.equal((await desk.clerk.post(`${target}/report-lost`, { note: "电话" })).state, "lost");
  assert.equal((await desk.clerk.post(`${target}/reinstate`)).state, "active");
  assert.equal((await desk.clerk.post(`${target}/suspend`, { reason: "核查" })).state, "suspended");
  await desk.clerk.post(`${target}/reinstate`, {}, 403);
  assert.equal((await desk.approver.post(`${target}/reinstate`, {})).state, "active");
  const next = await desk.approver.post(`${target}/replace`, { note: "损坏" }, 201);
  assert.equal(next.predecessor, number);
  assert.equal((await desk.clerk.json(target)).state, "superseded");
  const revoked = await desk.approver.post(`/v1/cards/${next.number}/revoke`,
    { reason_code: "left_enterprise", note: "离职" });
  assert.deepEqual([revoked.state, revoked.reason], ["revoked", "left_enterprise"]);
  await desk.approver.post(`/v1/cards/${next.number}/revoke`, { reason_code: "delisted" }, 409);
  const { history } = await desk.clerk.json(target);
  assert.ok(history.length >= 5);
});

test("cards are revoked in bulk, dry unless told otherwise", async () => {
  const { number, enterprise } = await desk.card();
  const request = { enterprise, reason_code: "delisted" };
  const dry = await desk.approver.post("/v1/cards/revocations", request);
  assert.deepEqual([dry.applied, dry.revoked, dry.cards[0].action], [false, 1, "revoke"]);
  assert.equal((await desk.clerk.json(`/v1/cards/${number}`)).state, "active");
  const done = await desk.approver.post("/v1/cards/revocations", { ...request, apply: true });
  assert.deepEqual([done.applied, done.revoked], [true, 1]);
  assert.equal((await desk.clerk.json(`/v1/cards/${number}`)).state, "revoked");
});

throughTheYear(() => desk);

atTheCounter(() => Object.assign(desk, { visitor }));

test("a card's tokens and pictures come in their own media types", async () => {
  const { number } = await desk.card();
  assert.match(await desk.walletToken(number), /^[\w-]+\.[\w-]+\.[\w-]+~/);
  assert.match(await desk.printedToken(number), /^SC1[A-Z2-7]+$/);
  assert.match((await desk.clerk.get(`/v1/cards/${number}/qr`)).text, /^<\?xml|^<svg/);
  const png = await desk.clerk.get(`/v1/cards/${number}/qr`, 200, { Accept: "image/png" });
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
  await desk.auditor.get(`/v1/cards/${number}/wallet-token`, 403);
});

test("the county's own name is for the administrator to set", async () => {
  const { number } = await desk.card();
  const imprint = await desk.auditor.json("/v1/imprint");
  const { json } = await desk.administrator.send("PUT", "/v1/imprint", { body: { ...imprint, hotline: "0379-00000001" }, expect: 200 });
  assert.equal(json.hotline, "0379-00000001");
});

test("cards are printed in batches, and handed over", async () => {
  const orders = "/v1/print-batches";
  const { number, enterprise, person } = await desk.card();
  const other = await desk.card(enterprise);
  const { id } = await desk.clerk.post(orders, { unprinted: true, enterprise }, 201);
  assert.equal((await desk.auditor.json(orders)).items[0].id, id);
  await desk.clerk.post(`${orders}/${id}/leave-out`, { card: other.number });
  assert.equal((await desk.clerk.post(`${orders}/${id}/proof`)).state, "ready");
  const { items } = await desk.auditor.json(`${orders}/${id}/cards?state=ready`);
  assert.deepEqual(items.map((card) => card.number), [number]);
  const pdf = await desk.clerk.get(`${orders}/${id}/pdf`);
  assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
  await desk.clerk.post(`${orders}/${id}/printed`);
  assert.equal((await desk.auditor.json(`${orders}/${id}`)).state, "printed");
  const given = await desk.clerk.post(`/v1/cards/${number}/handover`, { to: person.name });
  assert.equal(given.print.state, "handed_over");
  const spare = await desk.clerk.post(orders, { cards: [other.number], paper: "a4" }, 201);
  assert.equal((await desk.clerk.post(`${orders}/${spare.id}/abandon`)).state, "abandoned");
});

test("a review is drawn up, confirmed by another, and cancelled", async () => {
  const { id } = await desk.clerk.post("/v1/reviews", undefined, 201);
  assert.equal((await desk.auditor.json("/v1/reviews")).items.at(-1).id, id);
  assert.ok((await desk.auditor.json(`/v1/reviews/${id}/enterprises`)).items.length > 0);
  await desk.approver.post(`/v1/reviews/${id}/confirm`);
  await desk.approver.post(`/v1/reviews/${id}/finish`, undefined, 409);
  await desk.approver.post(`/v1/reviews/${id}/cancel`, { reason: "试办" });
  assert.equal((await desk.auditor.json(`/v1/reviews/${id}`)).state, "cancelled");
});

test("a wallet token is bound to a holder's key, and then shown with it alone", async () => {
  const { number } = await desk.card();
  const partner = await desk.partner("bound-clinic", "health");
  const old = await desk.walletToken(number);
  const wallet = new Wallet();
  const token = await wallet.bind(desk.clerk, number);
  const verdict = async (body) => (await partner.post("/v1/verifications", body)).verdict;
  const request = await partner.post("/v1/presentations/requests", undefined, 201);
  const presentation = wallet.present(token, request);
  assert.equal(await verdict({ presentation: token }), "bad_signature");
  assert.equal(await verdict({ presentation, nonce: request.nonce }), "valid");
  assert.equal(await verdict({ presentation, nonce: request.nonce }), "bad_signature");
  assert.notEqual(await verdict({ presentation: old }), "valid");
});

test("partners are added, suspended and resumed, with two API keys at most", async () => {
  await desk.partner("clinic-one", "health");
  const target = "/v1/partners/clinic-one";
  const second = await desk.administrator.post(`${target}/keys`, undefined, 201);
  await desk.administrator.post(`${target}/keys`, undefined, 409);
  await desk.administrator.post(`${target}/keys/${second.id}/revoke`);
  await server.client(second.secret).post("/v1/presentations/requests", undefined, 401);
  assert.ok((await desk.administrator.post(`${target}/suspend`, { reason: "合同到期" })).suspended);
  assert.ok(!(await desk.administrator.post(`${target}/resume`)).suspended);
  assert.equal((await desk.administrator.json(target)).keys.length, 2);
  const { items } = await desk.administrator.json("/v1/partners?limit=200");
  assert.ok(items.some(({ id }) => id === "clinic-one"));
});

test("a partner's terms, sites and counter accounts change; its counter and its own key open the counter", async () => {
  const key = await desk.partner("clinic-two", "health");
  const target = "/v1/partners/clinic-two";
  const { shows } = await desk.administrator.patch(target, { shows: ["number"], max_age_seconds: 3600 });
  assert.deepEqual(shows, ["number"]);
  await desk.administrator.post(`${target}/sites`, { code: "east", name: "东院区" }, 201);
  const account = await desk.administrator.post(`${target}/accounts`, { name: "window-1", site: "east" }, 201);
  const window = server.client();
  await window.moveIn("window-1", account.password, ownPassword);
  const counter = await window.json("/v1/counter");
  assert.deepEqual([counter.account.name, counter.site, counter.partner.id], ["window-1", "east", "clinic-two"]);
  await window.get("/v1/cards", 403);
  await desk.administrator.post(`${target}/sites/east/close`);
  assert.deepEqual((await key.json("/v1/counter")).sites, []);
  const at = `${target}/accounts/${account.id}`;
  assert.notEqual((await desk.administrator.post(`${at}/password`)).password, account.password);
  await desk.administrator.post(`${at}/disable`);
  await window.get("/v1/counter", 401);
  await desk.administrator.post(`${at}/enable`);

  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kid } = await desk.administrator.post(`${target}/keys`, { jwk: publicKey.export({ format: "jwk" }) }, 201);
  const { issuer, token_endpoint } = await visitor.json("/.well-known/oauth-authorization-server");
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg: "ES256", kid })}.${part({ iss: "clinic-two", sub: "clinic-two", aud: issuer, jti: "1", exp: Math.floor(Date.now() / 1000) + 60 })}`;
  const signature = sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
  const body = new URLSearchParams({ grant_type: "client_credentials", client_assertion: `${input}.${signature}`,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" }).toString();
  const { json } = await visitor.send("POST", token_endpoint, { body, type: "application/x-www-form-urlencoded", expect: 200 });
  assert.equal((await server.client(json.access_token).json("/v1/counter")).account, null);
});

test("a policy version is published; the one in force fits its schema", async () => {
  const policy = JSON.parse(readFileSync(path.join(source, "schema/policies/default.json")));
  schemaFile("policy.schema.json")(await desk.clerk.json("/v1/policies/current"));
  const next = { ...policy, version: 2, effective: { from: day(30) } };
  const made = await desk.administrator.post("/v1/policies", next, 201);
  assert.equal(made.version, 2);
  const { items } = await desk.clerk.json("/v1/policies");
  assert.equal(items[0].version, 2);
  assert.equal((await desk.clerk.json("/v1/policies/current")).version, 1);
  await desk.administrator.post("/v1/policies", { ...next, version: 3, eligible: 7 }, 422);
});

test("keys are rotated, retired and revoked, and only the root's list puts it into force", async () => {
  const made = await desk.administrator.post("/v1/keys/rotate", { purpose: "pack" }, 201);
  assert.equal(made.state, "pending");
  const unsigned = await nextTrustList(server);
  const before_ = (await visitor.get("/trust-list")).text;
  const [header, payload] = signTrustList(unsigned, await openRoot(server)).split(".");
  const forged = `${header}.${payload}.${"A".repeat(86)}`;
  const { status } = await desk.administrator.send("PUT", "/trust-list",
    { body: forged, type: "application/jwt" });
  assert.ok(status >= 400);
  assert.equal((await visitor.get("/trust-list")).text, before_);
  await renewTrustList(server);
  const { items } = await desk.auditor.json("/v1/keys");
  const states = items.filter(({ purpose }) => purpose === "pack").map(({ state }) => state);
  assert.deepEqual(states.sort(), ["active", "retired"]);
  const { keys } = await desk.auditor.json("/v1/keys/export");
  assert.ok(keys.some(({ kid }) => kid === made.kid));
  const retiring = await desk.administrator.post(`/v1/keys/${made.kid}/retire`);
  assert.deepEqual([retiring.state, retiring.next_state], ["active", "retired"]);
  await desk.administrator.post(`/v1/keys/${made.kid}/revoke`, { reason: "mistaken" });
});

test("the journal holds every change and verifies", async () => {
  const { items, next } = await desk.auditor.json("/v1/journal?limit=20");
  assert.equal(items.length, 20);
  assert.ok(items.every((entry, i) => i === 0 || entry.seq < items[i - 1].seq));
  assert.ok(next);
  const verified = await desk.auditor.json("/v1/journal/verification");
  assert.deepEqual([verified.ok, verified.problems], [true, []]);
  assert.ok(verified.size >= items[0].seq);
});

test("every operation of schema/openapi.yaml was seen", () => {
  const { operations, seen } = server.contract;
  assert.deepEqual(operations.filter((operation) => !seen.has(operation)), []);
  console.log(`conformance routes: ${seen.size} of ${operations.length} operations seen`);
});
