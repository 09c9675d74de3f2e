// What happens to people, enterprises and their cards after the cards were issued, through the API.
import assert from "node:assert/strict";
import { test } from "node:test";

import { day } from "../support/desk.mjs";
import { residentId } from "../support/synthetic.mjs";

/** The tests, over the desk that `given()` gives once they run. */
export function throughTheYear(given) {
  test("who leaves loses the card, and begins anew at another enterprise", async () => {
    const desk = given();
    const enterprise = await desk.enterprise();
    const id = residentId("19790401", 3);
    const entry = { enterprise, name: "钱示例", resident_id: id, role: "talent" };
    const person = await desk.clerk.post("/v1/people", entry, 201);
    const [{ card }] = await desk.issue([await desk.approved(person)]);
    const target = `/v1/people/${person.id}/leave`;
    await desk.clerk.post(target, {}, 403);
    const dry = await desk.approver.post(target, { on: day(-1) });
    assert.deepEqual([dry.applied, dry.revoked, dry.person.left_on], [false, 1, day(-1)]);
    assert.equal((await desk.clerk.json(`/v1/cards/${card}`)).state, "active");
    const done = await desk.approver.post(target, { on: day(-1), note: "来函", apply: true });
    assert.deepEqual([done.applied, done.cards], [true, dry.cards]);
    const { state, reason } = await desk.clerk.json(`/v1/cards/${card}`);
    assert.deepEqual([state, reason], ["revoked", "left_enterprise"]);
    await desk.approver.post(target, {}, 409);
    await desk.clerk.post("/v1/applications", { person: person.id }, 409);
    const back = await desk.clerk.post("/v1/people",
      { ...entry, enterprise: await desk.enterprise() }, 201);
    assert.deepEqual([back.id, back.left_on], [person.id, null]);
    const [{ ok }] = await desk.issue([await desk.approved(back)]);
    assert.ok(ok);
  });

  test("an enterprise that loses its last ground loses its cards, and is told what will go", async () => {
    const desk = given();
    const { number, enterprise } = await desk.card();
    const target = `/v1/enterprises/${enterprise}`;
    const [{ id: designation }] = (await desk.clerk.json(target)).designations;
    const lose = (who, body, expect) => who.post(`${target}/losses`, body, expect);
    const loss = { designation, until: day(-1), note: "县里来文" };
    await lose(desk.clerk, loss, 403);
    await lose(desk.approver, { designation }, 400);
    const dishonest = await lose(desk.approver, { credit_status: "dishonest" });
    assert.deepEqual([dishonest.revoked, dishonest.kept, dishonest.cards[0].action], [0, 1, "keep"]);
    const dry = await lose(desk.approver, loss);
    assert.deepEqual([dry.applied, dry.before.verdict, dry.after.verdict],
      [false, "eligible", "not_eligible"]);
    assert.deepEqual([dry.cards[0].number, dry.cards[0].reason_code], [number, "delisted"]);
    assert.equal((await desk.clerk.json(target)).decision.verdict, "eligible");
    const done = await lose(desk.approver, { ...loss, apply: true });
    assert.deepEqual([done.applied, done.revoked], [true, 1]);
    const { state, reason } = await desk.clerk.json(`/v1/cards/${number}`);
    assert.deepEqual([state, reason], ["revoked", "delisted"]);
  });

  test("the queues say what waits for whom, the longest wait first", async () => {
    const desk = given();
    const submitted = async (who) => {
      const { applications } = await who.json("/v1/queues");
      return applications.find(({ state }) => state === "submitted");
    };
    const before = await submitted(desk.checker);
    const id = await desk.submitted(await desk.person(await desk.enterprise()));
    const after = await submitted(desk.checker);
    assert.deepEqual([after.count, after.for_me], [before.count + 1, before.for_me + 1]);
    assert.equal((await submitted(desk.clerk)).for_me, 0);
    const { items } = await desk.checker.json("/v1/queues/submitted?mine=true&limit=200");
    assert.ok(items.some((item) => item.id === id));
    const waits = items.map(({ waiting_since: since }) => since);
    assert.deepEqual(waits, [...waits].sort());
    assert.deepEqual((await desk.auditor.json(`/v1/queues/submitted?since=${day(-1)}`)).items, []);
    const { expiring } = await desk.auditor.json("/v1/queues");
    assert.deepEqual(expiring.map(({ days, until }) => [days, until]), [[30, day(30)], [60, day(60)]]);
  });

  test("tax records that nobody has confirmed are a queue of their own", async () => {
    const desk = given();
    const enterprise = await desk.enterprise();
    const { id } = await desk.clerk.post(`/v1/enterprises/${enterprise}/tax-records`,
      { year: 2025, amount_fen: 300_000_001, basis: "paid", source: "完税证明（虚构）" }, 201);
    const queue = async (who, query = "") => (await who.json(`/v1/queues/tax-records${query}`)).items
      .filter((one) => one.enterprise === enterprise).map((one) => [one.id, one.entered_by]);
    const [entered] = await queue(desk.auditor);
    assert.equal(entered[0], id);
    assert.deepEqual(await queue(desk.clerk, "?mine=true"), []);
    assert.deepEqual(await queue(desk.checker, "?mine=true"), [entered]);
    await desk.checker.post(`/v1/enterprises/${enterprise}/tax-records/${id}/confirm`);
    assert.deepEqual(await queue(desk.auditor), []);
  });

  test("a policy is compared with the one in force before it is published", async () => {
    const desk = given();
    const { enterprise } = await desk.card();
    const policy = await desk.auditor.json("/v1/policies/current");
    const same = await desk.auditor.post("/v1/policies/comparison", policy);
    assert.deepEqual(same.items, []);
    const strict = { ...policy, version: 9, eligible: { designation: "key" } };
    strict.quota = [{ ground: { designation: "key" }, tiers: [{ cards: 3 }] }];
    const compare = (query) => desk.auditor.post(`/v1/policies/comparison${query}`, strict);
    const { outcomes, items, after } = await compare("?limit=200");
    assert.equal(after.version, 9);
    assert.ok(outcomes.some((row) => row.before === "eligible" && row.after === "not_eligible" &&
      row.live_cards > 0));
    const item = items.find(({ uscc: code }) => code === enterprise);
    assert.deepEqual([item.live_cards, item.before.quota, item.after.quota], [1, 3, 0]);
    assert.match(item.after.reading.zh, /重点/);
    assert.equal((await compare("?all=true&limit=1")).items.length, 1);
    const bad = await desk.auditor.post("/v1/policies/comparison", { ...policy, eligible: 7 }, 422);
    assert.equal(bad.errors[0].pointer, "/eligible");
  });
}
