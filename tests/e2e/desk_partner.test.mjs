// A partner at the desk: an administrator changes what is agreed, opens a site, lets somebody sit at
// its counter, and gives its programs keys; what is secret is shown once.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";

import { Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { button, confirm, dialog, signedIn } from "./support/acts.mjs";
import { openBrowser, Visitor } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire, ownPassword } from "./support/staff.mjs";

let server;
let browser;
let desk;

before(async () => {
  server = await TestServer.make();
  await hire(server, "管理甲", "administrator");
  await hire(server, "审计乙", "auditor");
  desk = await Desk.open(server, "-of-the-test");
  await desk.partner("hospital-1", "health");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const as = signedIn(() => ({ browser, server }));
const target = "/v1/partners/hospital-1";

async function readSecret(page, pattern) {
  const shown = page.locator(".secret:visible");
  await shown.waitFor();
  const secret = (await shown.innerText()).trim();
  assert.match(secret, pattern);
  await page.getByRole("button", { name: "我已保存" }).click();
  await dialog(page).waitFor({ state: "hidden" });
  return secret;
}

test("an administrator changes what is agreed, and what the partner sees", () => as("管理甲", async (visitor, page) => {
  await visitor.open("/partners/hospital-1");
  await button(page, "修改约定").click();
  await page.fill("#change-age", "2");
  await dialog(page).getByText("身份证后四位").click();
  await confirm(page, "修改约定");
  await visitor.settle();
  const partner = await desk.administrator.json(target);
  assert.equal(partner.max_age_seconds, 7200);
  assert.ok(!partner.shows.includes("holder_id_last4") && partner.shows.includes("number"));
}));

test("a site is opened, somebody sits there, and signs in with the password that was shown once", () => as("管理甲", async (visitor, page) => {
  await visitor.open("/partners/hospital-1");
  await button(page, "新增服务点").click();
  await page.fill("#site-name", "东院区");
  await page.fill("#site-code", "east");
  await confirm(page, "新增服务点");
  await page.getByRole("cell", { name: "东院区", exact: true }).first().waitFor();
  await button(page, "新建窗口账户").click();
  await page.fill("#counter-name", "窗口一");
  await dialog(page).getByRole("button", { name: "新建窗口账户", exact: true }).click();
  const password = await readSecret(page, /^[0-9a-z]{4}(-[0-9a-z]{4}){4}$/);
  await server.client().moveIn("窗口一", password, ownPassword);
  await page.getByRole("cell", { name: "窗口一", exact: true }).waitFor();
  await look(visitor, "partner-counter");
}));

test("whoever sits at a counter comes to its page, and at the desk to the own account alone", async () => {
  const visitor = await Visitor.at(browser, server.issuer);
  const { page } = visitor;
  await visitor.open("/sign-in?next=/cards");
  await page.fill("#name", "窗口一");
  await page.fill("#password", ownPassword);
  await page.press("#password", "Enter");
  await page.waitForURL("**/counter/**");
  await visitor.open("/account");
  assert.equal((await page.locator("main h1").innerText()).trim(), "我的账户");
  assert.equal(await page.getByText("程序令牌").count(), 0);
  await page.goto("/desk/cards");
  await page.waitForURL("**/counter/**");
  await visitor.close();
});

test("a key gets its label and scopes, and a key of the partner's own its public half alone", () => as("管理甲", async (visitor, page) => {
  await visitor.open("/partners/hospital-1");
  await button(page, "新建接口密钥").click();
  await page.fill("#key-label", "门诊系统");
  await dialog(page).getByText("状态变更").click();
  await dialog(page).getByRole("button", { name: "新建接口密钥", exact: true }).click();
  const secret = await readSecret(page, /^scp_/);
  assert.equal((await server.client(secret).json("/v1/counter")).partner.id, "hospital-1");
  await button(page, "登记单位公钥").click();
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await page.fill("#key-jwk", JSON.stringify(privateKey.export({ format: "jwk" })));
  assert.ok(await dialog(page).getByRole("button", { name: "登记单位公钥" }).isDisabled());
  await page.fill("#key-jwk", JSON.stringify(publicKey.export({ format: "jwk" })));
  await confirm(page, "登记单位公钥");
  await visitor.settle();
  const { keys } = await desk.administrator.json(target);
  assert.deepEqual(keys.map(({ kind, label, scopes }) => [kind, label, scopes.join(" ")]), [
    ["api_key", "", "verify use changes"], ["api_key", "门诊系统", "verify use"], ["client_key", "", "verify use changes"]]);
  await page.getByRole("button", { name: `吊销 ${keys[1].id}` }).click();
  await confirm(page, "吊销");
  await server.client(secret).get("/v1/counter", 401);
}));

test("an auditor reads all of it, and changes nothing", () => as("审计乙", async (visitor, page) => {
  await visitor.open("/partners/hospital-1");
  await page.getByRole("cell", { name: "窗口一", exact: true }).waitFor();
  assert.deepEqual(await page.locator("main button").allInnerTexts(), []);
}));
