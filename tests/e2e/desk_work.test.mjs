// A day at the desk, in the demonstration's county: a clerk applies, another checks, an approver
// approves and issues; a card is lost, found and replaced. Every page is looked at on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { gb18030 } from "../support/gb18030.mjs";
import { TestServer } from "../support/server.mjs";
import { residentId, uscc } from "../support/synthetic.mjs";
import { button, confirm, dialog, signedIn } from "./support/acts.mjs";
import { openBrowser } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire } from "./support/staff.mjs";

let server;
let browser;
let desk;
let company;

before(async () => {
  server = await TestServer.make({ county: true });
  for (const [name, role] of [["经办甲", "clerk"], ["经办乙", "clerk"], ["审批丙", "approver"], ["审计丁", "auditor"], ["管理戊", "administrator"]]) {
    await hire(server, name, role);
  }
  desk = await Desk.open(server, "-of-the-test");
  company = await desk.enterprise();
  const queue = async (how) => {
    for (let n = 0; n < 2; n += 1) await how(await desk.person(await desk.enterprise()));
  };
  await queue((person) => desk.submitted(person));
  await queue(async (person) => desk.checker.post(`/v1/applications/${await desk.submitted(person)}/check`));
  await queue((person) => desk.approved(person));
  await queue(async (person) => desk.checker.post(`/v1/applications/${await desk.submitted(person)}/return`, { reason: "劳动合同缺盖章页，请补齐" }));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const as = signedIn(() => ({ browser, server }));

let application;
let card;

test("a clerk registers a person and applies for a card", () => as("经办甲", async (visitor, page) => {
  await look(visitor, "home-clerk");
  await visitor.follow("企业", "/enterprises");
  await look(visitor, "enterprises");
  await page.getByPlaceholder("按名称或代码查找").fill(company);
  await page.waitForURL(`**/enterprises?q=${company}`);
  await visitor.settle();
  await page.locator("tbody a").first().click();
  await page.waitForURL(`**/enterprises/${company}`);
  await button(page, "登记人员").click();
  await page.fill("#person-name", "欧阳示例");
  await page.fill("#person-resident-id", residentId("19860607", 777));
  await page.fill("#person-phone", "16100000077");
  await confirm(page, "登记人员");
  await button(page, "为欧阳示例申请办卡").click();
  await page.fill("#evidence", "劳动合同（虚构）\n任职文件（虚构）");
  await dialog(page).getByRole("button", { name: "提交申请" }).click();
  await page.waitForURL("**/applications/*");
  application = page.url().split("/").at(-1);
  await visitor.settle();
  assert.equal(await button(page, "初审通过").count(), 0, "nobody checks their own application");
  await visitor.open(`/enterprises/${company}`);
  await look(visitor, "enterprise");
  await visitor.open("/enterprises/91410329FAKE000136");
  await look(visitor, "enterprise-trace");
  await button(page, "登记税额").click();
  await page.fill("#tax-amount", "300万");
  await page.getByText("请填数字").waitFor();
  await look(visitor, "enterprise-tax", () => button(page, /登记税额|Add a tax record/).first().click());
}));

test("a number in full is shown for a reason, and gone when the window closes", () => as("经办甲", async (visitor, page) => {
  await visitor.open(`/enterprises/${company}`);
  await button(page, "查看全号：欧阳示例").click();
  await page.fill("#reveal-reason", "来电核对");
  await dialog(page).getByRole("button", { name: "查看全号" }).click();
  await dialog(page).getByText("16100000077").waitFor();
  await dialog(page).getByRole("button", { name: "关闭", exact: true }).click();
  await dialog(page).waitFor({ state: "hidden" });
  assert.equal(await page.getByText("16100000077").count(), 0);
}));

test("a second clerk checks it", () => as("经办乙", async (visitor, page) => {
  await visitor.open("/applications?state=submitted");
  await look(visitor, "applications-clerk");
  await visitor.open(`/applications/${application}`);
  await look(visitor, "application");
  await button(page, "初审通过").click();
  await confirm(page, "初审通过");
  await page.getByText("待复核").first().waitFor();
  assert.equal(await button(page, "复核批准").count(), 0, "a clerk cannot approve");
}));

test("an approver approves a batch and issues it", () => as("审批丙", async (visitor, page) => {
  await look(visitor, "home-approver");
  await visitor.open("/applications?state=checked");
  await look(visitor, "applications-approver");
  await page.getByText("全选本页").click();
  const approve = page.getByRole("button", { name: /批准所选/ });
  await approve.click();
  await dialog(page).getByRole("button", { name: /批准所选/ }).click();
  await dialog(page).getByText(/成功 4 份，未成功 0 份/).waitFor();
  await dialog(page).getByRole("button", { name: "关闭", exact: true }).click();
  await visitor.open("/applications?state=approved");
  await page.getByText("全选本页").click();
  await page.getByRole("button", { name: /为所选发卡/ }).click();
  await dialog(page).getByRole("button", { name: /为所选发卡/ }).click();
  await dialog(page).getByText(/成功 7 份，未成功 0 份/).waitFor();
  await visitor.open(`/applications/${application}`);
  await look(visitor, "application-issued");
  await page.locator("a[href*='/desk/cards/']").first().click();
  await page.waitForURL("**/cards/*");
  card = page.url().split("/").at(-1);
  await visitor.settle();
  assert.ok(await page.locator("img.qr").evaluate((image) => image.complete && image.naturalWidth > 0), "the code is drawn");
  await look(visitor, "card");
}));

test("a card is lost and found, and at last replaced", () => as("审批丙", async (visitor, page) => {
  await visitor.open(`/cards/${card}`);
  await button(page, "挂失").click();
  await dialog(page).getByText("立即停用").waitFor();
  await confirm(page, "挂失");
  await page.locator("h1 + .badge", { hasText: "已挂失" }).waitFor();
  await button(page, "恢复").click();
  await confirm(page, "恢复");
  await page.locator("h1 + .badge", { hasText: "有效" }).waitFor();
  await look(visitor, "card-revoke", () => button(page, /^(注销|Revoke)$/).click());
  await button(page, "换发").click();
  await dialog(page).getByRole("button", { name: "换发", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(card));
  await visitor.settle();
  await page.getByText(card).waitFor();
  await visitor.open("/cards");
  await look(visitor, "cards");
  await visitor.open("/cards?state=lost");
  assert.ok(await page.getByText("已挂失").count() > 0);
}));

test("an auditor sees everything and may change nothing", () => as("审计丁", async (visitor, page) => {
  for (const place of ["/enterprises/91410329FAKE000136", `/cards/${card}`, `/applications/${application}`]) {
    await visitor.open(place);
    assert.deepEqual(await page.locator("main button:not([aria-pressed])").allInnerTexts(), [], place);
  }
  await look(visitor, "home-auditor", () => page.goto("/desk/").then(() => visitor.settle()));
}));

test("a clerk imports a roster in GB18030: a dry run names the wrong row, which is corrected and applied", () => as("经办甲", async (visitor, page) => {
  await visitor.follow("名册导入", "/import");
  const roster = (third) => ["统一社会信用代码,企业名称,认定类别,认定起始日期,2025年纳税额（元）",
    `${uscc(801)},伊川示例八零一号建材有限公司（虚构）,重点,2025-01-01,"3,000,000.01"`,
    `${uscc(802)},伊川示例八零二号建材有限公司（虚构）,高成长性,2025年1月1日,0`,
    `${third},伊川示例八零三号建材有限公司（虚构）,重点,2025-01-01,1`].join("\r\n");
  const pick = async (third = "91410329FAKE000137") => {
    const read = page.waitForResponse(/roster-imports/);
    await page.setInputFiles("input[type=file]", { name: "roster.csv", mimeType: "text/csv", buffer: gb18030(roster(third)) });
    await read;
    await visitor.settle();
    await page.locator(".counts").waitFor();
  };
  await look(visitor, "import", pick);
  await pick();
  assert.deepEqual(await page.locator(".counts strong").allInnerTexts(), ["2", "0", "0", "1"]);
  const saved = page.waitForEvent("download");
  await button(page, "下载核对报告").click();
  assert.match((await saved).suggestedFilename(), /报告\.csv$/);
  await page.getByRole("button", { name: /只导入正确的 2 行/ }).waitFor();
  await page.getByText("GB18030").waitFor();
  const corrected = uscc(803);
  await pick(corrected);
  assert.deepEqual(await page.locator(".counts strong").allInnerTexts(), ["3", "0", "0", "0"]);
  await page.getByRole("button", { name: /^导入/ }).click();
  await confirm(page, "导入");
  await page.getByText("已导入：roster.csv").waitFor();
  await pick(corrected);
  assert.deepEqual(await page.locator(".counts strong").allInnerTexts(), ["0", "0", "3", "0"], "the same file twice changes nothing");
}));

test("an administrator looks after accounts, and has no cards to issue", () => as("管理戊", async (visitor, page) => {
  await look(visitor, "home-administrator");
  await visitor.follow("账户", "/accounts");
  await look(visitor, "accounts");
  await button(page, "新建账户").click();
  await page.fill("#account-name", "经办己");
  await dialog(page).getByRole("button", { name: "新建账户" }).click();
  await page.getByText("经办己 的一次性密码").waitFor();
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.getByRole("cell", { name: "经办己", exact: true }).waitFor();
  await visitor.open(`/cards/${card}`);
  assert.deepEqual(await page.locator("main button").allInnerTexts(), []);
}));

test("an administrator sees partners, policy and journal", () => as("管理戊", async (visitor, page) => {
  await visitor.follow("合作单位", "/partners");
  await look(visitor, "partners");
  await page.locator("tbody a").first().click();
  await page.waitForURL("**/partners/*");
  await visitor.settle();
  await look(visitor, "partner");
  await visitor.follow("政策", "/policy");
  await look(visitor, "policy");
  await visitor.follow("日志", "/journal");
  await button(page, "核对完整性").click();
  await page.getByText("完好").waitFor();
  await look(visitor, "journal");
}));

test("one's own account: password, second factor, sessions, tokens", () => as("经办甲", async (visitor, page) => {
  await visitor.open("/account");
  await look(visitor, "account");
  await button(page, "新建令牌").click();
  await page.fill("#token-label", "脚本");
  await dialog(page).getByRole("button", { name: "新建令牌" }).click();
  await page.getByText(/^sca_/).waitFor();
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.getByRole("cell", { name: "脚本", exact: true }).waitFor();
}));

test("a page works by the keyboard alone", () => as("经办甲", async (visitor, page) => {
  await page.keyboard.press("Tab");
  for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.textContent?.trim() === "服务卡")); n += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL("**/desk/cards");
  await visitor.settle();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.matches("tbody a"))); n += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/desk/cards/*");
  await visitor.settle();
}));

test("names that look like markup are text", () => as("经办甲", async (visitor, page) => {
  const naughty = "<img src=x onerror=alert(1)>{{7*7}}（虚构）";
  await visitor.open("/enterprises");
  await button(page, "登记企业").click();
  await page.fill("#new-uscc", uscc(990));
  await page.fill("#new-name", naughty);
  await dialog(page).getByRole("button", { name: "登记企业" }).click();
  await page.waitForURL("**/enterprises/*");
  await visitor.settle();
  assert.equal(await page.locator("h1").innerText(), naughty);
  assert.equal(await page.locator("main img").count(), 0);
}));
