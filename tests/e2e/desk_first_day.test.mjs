// The first day of an empty installation: an administrator is led from one's own password to the
// first card, and the guide goes when all is done.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { totp } from "../support/totp.mjs";
import { signedIn } from "./support/acts.mjs";
import { openBrowser } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire } from "./support/staff.mjs";

let server;
let browser;

const as = signedIn(() => ({ browser, server }));

before(async () => {
  server = await TestServer.make();
  await hire(server, "管理戊", "administrator");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const guide = (page) => page.locator("section", { has: page.getByRole("heading", { name: /^开通步骤/ }) });
const open = async (page) => guide(page).locator("li", { hasText: "尚未完成" }).locator("h3").allInnerTexts();

test("the guide says what is done, what is not and why, and goes with the last step", () => as("管理戊", async (visitor, page) => {
  await guide(page).waitFor();
  await look(visitor, "home-first-day");
  assert.deepEqual(await open(page), ["启用动态口令", "建立经办人和审批人账户", "导入企业名册", "发出第一张卡"]);
  assert.equal(await guide(page).locator("[aria-current=step] h3").innerText(), "启用动态口令");

  await guide(page).locator("[aria-current=step]").getByRole("link").click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "设置动态口令" }).click();
  await page.locator(".qr").waitFor();
  await page.fill("#totp", totp((await page.locator("p", { hasText: "手工输入密钥" }).locator(".code").innerText()).replace(/\s/g, "")));
  await page.press("#totp", "Enter");
  await page.getByText("我已保存").click();
  await page.getByRole("button", { name: "继续" }).click();

  await server.administrator.post("/v1/actors", { name: "经办甲", role: "clerk" }, 201);
  await visitor.open("/");
  await guide(page).getByText("等待本人首次登录：经办甲。").waitFor();
  assert.deepEqual(await open(page), ["建立经办人和审批人账户", "导入企业名册", "发出第一张卡"]);

  const desk = await Desk.open(server);
  await visitor.open("/");
  await guide(page).getByText("可办事的：经办人 2 人，审批人 1 人。").waitFor();
  assert.deepEqual(await open(page), ["导入企业名册", "发出第一张卡"]);

  const enterprise = await desk.enterprise();
  await visitor.open("/");
  await guide(page).waitFor();
  assert.deepEqual(await open(page), ["发出第一张卡"]);

  await desk.card(enterprise);
  await visitor.open("/");
  await page.getByRole("heading", { name: "各阶段办理情况" }).waitFor();
  assert.equal(await guide(page).count(), 0);
}));

test("a clerk of an empty installation is told what to do, and sees no guide", async () => {
  await hire(server, "经办乙", "clerk");
  await as("经办乙", async (visitor, page) => {
    await page.getByText("轮到我办").waitFor();
    assert.equal(await guide(page).count(), 0);
    await visitor.assertQuiet();
  });
});
