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
}
