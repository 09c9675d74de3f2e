// Signing in as people do: a first time, with a second factor, wrongly, and too often.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { TestServer } from "../support/server.mjs";
import { totp } from "../support/totp.mjs";
import { openBrowser, Visitor } from "./support/browser.mjs";
import { look } from "./support/look.mjs";
import { hire, ownPassword } from "./support/staff.mjs";

let server;
let browser;

before(async () => {
  server = await TestServer.make({ config: '[accounts]\nsecond_factor_for = ["approver"]\n' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const heading = (page) => page.locator("h1").first().innerText();

test("whoever has not signed in comes to the sign-in page, and from there to where they were going", async () => {
  await hire(server, "经办甲", "clerk");
  const visitor = await Visitor.at(browser, server.issuer);
  const { page } = visitor;
  await page.goto("/");
  await visitor.settle();
  assert.equal(new URL(page.url()).pathname, "/desk/sign-in");
  await look(visitor, "sign-in");
  await visitor.open("/no-such-place?x=1");
  assert.equal(await heading(page), "登录");
  await page.fill("#name", "经办甲");
  await page.fill("#password", "wrong");
  await page.press("#password", "Enter");
  await page.getByRole("alert").getByText("用户名、密码或验证码不对").waitFor();
  await page.fill("#password", ownPassword);
  await page.press("#password", "Enter");
  await page.waitForURL("**/desk/no-such-place?x=1");
  assert.equal(await heading(page), "没有这个页面");
  await page.getByText("演示数据").waitFor();
  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL("**/desk/sign-in");
  await visitor.assertQuiet();
  await visitor.close();
});

test("a new account sets its own password and its second factor first, and needs the code from then on", async () => {
  const { password } = await server.administrator.post("/v1/actors", { name: "审批乙", role: "approver" }, 201);
  const visitor = await Visitor.at(browser, server.issuer);
  const { page } = visitor;
  await visitor.signIn("审批乙", password);
  assert.equal(await heading(page), "设置自己的密码");
  await look(visitor, "welcome-password");
  await page.fill("#current", password);
  await page.fill("#next", ownPassword);
  await page.fill("#again", `${ownPassword}.`);
  await page.getByText("两次输入的不一样").waitFor();
  await page.fill("#again", ownPassword);
  await page.press("#again", "Enter");
  await page.getByText("设置动态口令").first().waitFor();
  await look(visitor, "welcome-totp", () => page.locator(".qr").waitFor());
  await page.locator(".qr").waitFor();
  const secret = (await page.locator(".code").innerText()).replace(/\s/g, "");
  await page.fill("#totp", totp(secret));
  await page.press("#totp", "Enter");
  await page.getByText("请保存恢复码").waitFor();
  const codes = await page.locator(".codes li").allInnerTexts();
  await page.getByText("我已保存").click();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByText("首页").first().waitFor();
  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL("**/desk/sign-in");

  await page.fill("#name", "审批乙");
  await page.fill("#password", ownPassword);
  await page.press("#password", "Enter");
  await page.locator("#code").waitFor();
  await page.fill("#code", codes[0]);
  await page.press("#code", "Enter");
  await page.getByRole("button", { name: "退出" }).waitFor();
  await visitor.assertQuiet();
  await visitor.close();
});

test("after too many failures the form waits as long as the server does", async () => {
  await hire(server, "经办丙", "clerk");
  const visitor = await Visitor.at(browser, server.issuer);
  const { page } = visitor;
  await visitor.open("/sign-in");
  await page.fill("#name", "经办丙");
  const button = page.locator("button[type=submit]");
  for (let tries = 0; tries < 12 && !/请等候/.test(await button.innerText()); tries += 1) {
    await page.fill("#password", `wrong ${tries}`);
    const answered = page.waitForResponse((response) => response.url().endsWith("/v1/session"));
    await page.press("#password", "Enter");
    await answered;
    await page.locator("button.is-loading").waitFor({ state: "detached" });
  }
  assert.match(await button.innerText(), /请等候 \d+ 秒/);
  assert.ok(await button.isDisabled());
  await visitor.close();
});
