// What counters did, seen from the desk: an ID that is not the holder's raises an alarm, an auditor
// looks into it; an approver takes a use back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { button, confirm, dialog, signedIn } from "./support/acts.mjs";
import { openBrowser } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire } from "./support/staff.mjs";

let server;
let browser;
let desk;
let number;

before(async () => {
  server = await TestServer.make();
  await hire(server, "审批甲", "approver");
  await hire(server, "审计乙", "auditor");
  await hire(server, "经办丙", "clerk");
  desk = await Desk.open(server, "-of-the-test");
  const partner = await desk.partner("hospital-1", "health");
  ({ number } = await desk.card());
  const check = await partner.post("/v1/verifications", { presentation: await desk.printedToken(number) });
  const { code } = check.services.find(({ state, quota }) => state === "valid" && quota);
  await partner.send("POST", "/v1/redemptions", { body: { verification_id: check.id, service: code, for: "self" },
    headers: { "Idempotency-Key": "a-use" }, expect: 201 });
  await partner.send("POST", "/v1/refusals", { body: { verification_id: check.id, reason: "no_capacity" },
    headers: { "Idempotency-Key": "a-refusal" }, expect: 201 });
  await partner.post(`/v1/verifications/${check.id}/outcome`, { outcome: "id_mismatch" }, 201);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const as = signedIn(() => ({ browser, server }));

test("an auditor finds the alarm at home, sees what is behind it, and acknowledges it", () => as("审计乙", async (visitor, page) => {
  await visitor.open("/");
  await page.getByText("1 条告警未处理").waitFor();
  await look(visitor, "home-alarms");
  await page.locator("main").getByRole("link", { name: "告警", exact: true }).click();
  await visitor.settle();
  await look(visitor, "alarms");
  await page.getByRole("link", { name: "出示人不是持卡人" }).click();
  await page.getByRole("cell", { name: "hospital-1" }).waitFor();
  await look(visitor, "alarm");
  await button(page, "标为已处理").click();
  await confirm(page, "标为已处理");
  await page.getByText("审计乙，").waitFor();
  await visitor.open("/alarms");
  await page.getByText("没有未处理的告警").waitFor();
  await button(page, "全部").click();
  await page.getByRole("cell", { name: "已处理" }).waitFor();
  await page.getByRole("link", { name: `card:${number}` }).click();
  await page.getByRole("heading", { name: number }).waitFor();
}));

test("an approver sees what a card was used for, and takes a use back", () => as("审批甲", async (visitor, page) => {
  await visitor.open(`/cards/${number}`);
  assert.equal(await page.getByRole("link", { name: "告警" }).count(), 0);
  await page.getByRole("cell", { name: "hospital-1" }).waitFor();
  await look(visitor, "card-uses");
  await page.getByRole("button", { name: /^作废使用登记/ }).click();
  assert.ok(await dialog(page).getByRole("button", { name: "作废", exact: true }).isDisabled());
  await page.fill("#void-reason", "窗口误登记");
  await confirm(page, "作废");
  await page.getByText("窗口误登记").waitFor();
  const { items: [use] } = await desk.approver.json(`/v1/cards/${number}/redemptions`);
  assert.equal(use.voided.reason, "窗口误登记");
  await button(page, "核验").click();
  await page.getByRole("cell", { name: "纸质凭证" }).waitFor();
  await look(visitor, "card-checks");
  await button(page, "拒绝").click();
  await page.getByText("名额或号源已满").waitFor();
}));

test("a clerk sees neither", () => as("经办丙", async (visitor, page) => {
  await visitor.open(`/cards/${number}`);
  await page.getByRole("heading", { name: number }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "使用", exact: true }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "告警" }).count(), 0);
}));
