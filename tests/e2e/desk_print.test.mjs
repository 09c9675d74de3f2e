// From an issued card to the holder's hand: proven, printed, handed over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { button, confirm, signedIn } from "./support/acts.mjs";
import { openBrowser } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire } from "./support/staff.mjs";

let server;
let browser;
let desk;
let card;

before(async () => {
  server = await TestServer.make();
  for (const [name, role] of [["经办甲", "clerk"], ["审计丁", "auditor"]]) await hire(server, name, role);
  desk = await Desk.open(server, "-of-the-test");
  card = (await desk.card()).number;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const as = signedIn(() => ({ browser, server }));

test("a clerk prints cards, leaves out the one that cannot be, and hands one over", () => as("经办甲", async (visitor, page) => {
  const odd = await desk.card();
  await desk.clerk.patch(`/v1/enterprises/${odd.enterprise}`, { name: "伊川🦀耐材有限公司（虚构）" });
  await visitor.follow("制卡", "/print");
  await button(page, "新建批次").click();
  await page.fill("#numbers", `${card}\n${odd.number}`);
  await confirm(page, "新建并核对");
  await page.getByText(`${odd.number} 印不了，已停止`).waitFor();
  await page.getByText("伊川🦀耐材").first().waitFor();
  await look(visitor, "print-stopped");
  await button(page, "移出此卡").click();
  await confirm(page, "移出此卡");
  await page.locator("h1 + .badge", { hasText: "可印制" }).waitFor();
  await look(visitor, "print-ready");
  const saved = page.waitForEvent("download");
  await button(page, "下载 PDF").click();
  assert.match((await saved).suggestedFilename(), /制卡第\d+批\.pdf$/);
  await button(page, "登记印制完成").click();
  await confirm(page, "登记印制完成");
  await page.locator("h1 + .badge", { hasText: "已印制" }).waitFor();
  await visitor.follow("制卡", "/print");
  await look(visitor, "print");
  await visitor.open("/cards?print=printed");
  await page.locator("tbody a", { hasText: card }).click();
  await page.waitForURL(`**/cards/${card}`);
  await button(page, "登记领取").click();
  await page.fill("#recipient", "欧阳示例");
  await confirm(page, "登记领取");
  await page.getByText("已领取").first().waitFor();
  assert.equal(await button(page, "登记领取").count(), 0, "it is handed over once");
  await look(visitor, "card-handed-over");
}));

test("an auditor sees the batches and may change nothing", () => as("审计丁", async (visitor, page) => {
  await visitor.follow("制卡", "/print");
  await page.getByText("印好 1 张，印坏 0 张").waitFor();
  await page.locator("tbody a").first().click();
  await page.waitForURL("**/print/*");
  await visitor.settle();
  assert.deepEqual(await page.locator("main button").allInnerTexts(), []);
}));
