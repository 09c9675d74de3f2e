// Two people for every card, through the API: who may do what, and what an edit or a race does.
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

test("nobody checks his own application, nor approves what he checked", async () => {
  const id = await desk.submitted(await desk.person(await desk.enterprise()));
  const target = `/v1/applications/${id}`;
  assert.match((await desk.clerk.post(`${target}/check`, undefined, 403)).type, /own/);
  assert.equal((await desk.approver.post(`${target}/check`)).state, "checked");
  assert.match((await desk.approver.post(`${target}/approve`, undefined, 403)).type, /own/);
  const { results } = await desk.approver.post("/v1/applications/approve", { applications: [id] });
  assert.equal(results[0].ok, false);
  const [issued] = await desk.issue([id]);
  assert.equal(issued.ok, false);
  assert.deepEqual((await desk.clerk.json("/v1/cards")).items, []);
});

test("clerks, auditors and administrators do not approve or issue", async () => {
  const id = await desk.submitted(await desk.person(await desk.enterprise()));
  await desk.checker.post(`/v1/applications/${id}/check`);
  for (const person of [desk.clerk, desk.checker, desk.auditor, desk.administrator]) {
    await person.post(`/v1/applications/${id}/approve`, undefined, 403);
    await person.post("/v1/applications/approve", { applications: [id] }, 403);
    await person.post("/v1/applications/issue", { applications: [id] }, 403);
  }
  for (const person of [desk.auditor, desk.administrator, desk.approver]) {
    await person.post(`/v1/applications/${id}/submit`, undefined, 403);
  }
  assert.equal((await desk.clerk.json(`/v1/applications/${id}`)).state, "checked");
});

test("an edit after approval voids it", async () => {
  const id = await desk.approved(await desk.person(await desk.enterprise()));
  const edited = await desk.clerk.patch(`/v1/applications/${id}`, { note: "改动" });
  assert.notEqual(edited.state, "approved");
  const [result] = await desk.issue([id]);
  assert.equal(result.ok, false);
});

const ok = ({ status }) => status < 300;

test("a hundred approvals and a hundred issues at once of one application make one card", async () => {
  const second = await desk.hire(server, "second", "approver");
  const enterprise = await desk.enterprise();
  const id = await desk.submitted(await desk.person(enterprise));
  await desk.checker.post(`/v1/applications/${id}/check`);
  const hundred = (act) => Promise.all(Array.from({ length: 100 }, (_, i) => act(i % 2 ? second : desk.approver)));
  const approvals = await hundred((person) => person.send("POST", `/v1/applications/${id}/approve`));
  assert.equal(approvals.filter(ok).length, 1);
  await hundred((person) => person.send("POST", "/v1/applications/issue", { body: { applications: [id] }, expect: 200 }));
  const { items } = await desk.clerk.json(`/v1/cards?enterprise=${enterprise}`);
  assert.equal(items.length, 1);
});

test("approved applications that race for the last cards of a quota get no more than it has", async () => {
  const second = await desk.hire(server, "third", "approver");
  const enterprise = await desk.enterprise();
  const ids = [];
  for (let i = 0; i < 8; i += 1) ids.push(await desk.submitted(await desk.person(enterprise)));
  for (const id of ids) await desk.checker.post(`/v1/applications/${id}/check`);
  await Promise.all(ids.map((id, i) => (i % 2 ? second : desk.approver).send("POST", `/v1/applications/${id}/approve`)));
  await Promise.all(ids.flatMap((id) => [second, desk.approver].map((person) =>
    person.send("POST", "/v1/applications/issue", { body: { applications: [id] }, expect: 200 }))));
  const { items } = await desk.clerk.json(`/v1/cards?enterprise=${enterprise}`);
  assert.equal(items.length, 3);
  assert.deepEqual((await desk.clerk.json(`/v1/enterprises/${enterprise}`)).quota, { limit: 3, used: 3 });
});

test("one live card a person, and no more cards than the quota", async () => {
  const enterprise = await desk.enterprise();
  const { person } = await desk.card(enterprise);
  await desk.clerk.post("/v1/applications", { person: person.id }, 409);
  await desk.card(enterprise);
  await desk.card(enterprise);
  const { id } = await desk.person(enterprise);
  const made = await desk.clerk.send("POST", "/v1/applications", { body: { person: id } });
  const steps = made.status === 201
    ? [[desk.clerk, "submit"], [desk.checker, "check"], [desk.approver, "approve"]] : [];
  for (const [person_, step] of steps) {
    await person_.send("POST", `/v1/applications/${made.json.id}/${step}`);
  }
  if (made.status === 201) assert.equal((await desk.issue([made.json.id]))[0].ok, false);
  const { quota } = await desk.clerk.json(`/v1/enterprises/${enterprise}`);
  assert.deepEqual(quota, { limit: 3, used: 3 });
});

test("who entered an amount cannot confirm it", async () => {
  const target = `/v1/enterprises/${await desk.enterprise()}/tax-records`;
  const year = new Date().getFullYear() - 1;
  const { id } = await desk.checker.post(target,
    { year, amount_fen: 500000000, basis: "paid", source: "完税证明（虚构）" }, 201);
  await desk.checker.post(`${target}/${id}/confirm`, undefined, 403);
  await desk.administrator.post(`${target}/${id}/confirm`, undefined, 403);
  assert.equal((await desk.clerk.post(`${target}/${id}/confirm`)).confirmed_by, "clerk");
});
