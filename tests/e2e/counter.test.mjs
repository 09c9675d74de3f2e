// A receptionist's day with a network: signing in, every way of presenting a card, every verdict, the
// ID, uses with their receipts, people turned away.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { Desk, ownPassword } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { totp } from "../support/totp.mjs";
import { openBrowser } from "./support/browser.mjs";
import { filmOf, openPartner, photographed, Receptionist } from "./support/counter.mjs";
import { look, picture } from "./support/look.mjs";

let server;
let desk;
let browser;
let hospital;
let card;
let at;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  hospital = await openPartner(desk, "county-hospital", "health", "示例县人民医院（虚构）");
  card = await desk.card();
  card.printed = await desk.printedToken(card.number);
  const film = path.join(server.folder, "card.y4m");
  card.photo = await photographed(desk, card.number, server.folder);
  await writeFile(film, filmOf(await readFile(card.photo.ppm)));
  browser = await openBrowser("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`);
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const button = (name) => at.page.getByRole("button", { name });

test("the page weighs under 150 KB before the camera, and reads no code of the desk", async () => {
  const weigh = async (file) => {
    const response = await fetch(server.issuer + file, { headers: { "Accept-Encoding": "gzip" } });
    const text = await response.text();
    assert.equal(response.headers.get("content-encoding"), "gzip", file);
    return { text, octets: Number(response.headers.get("content-length")) };
  };
  const index = await weigh("/counter/");
  const files = [...index.text.matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)].map(([file]) => file);
  const parts = await Promise.all(files.map(weigh));
  const octets = parts.reduce((sum, part) => sum + part.octets, index.octets);
  console.log(`counter: ${files.length} files, ${octets} octets with gzip`);
  assert.ok(files.length >= 2 && octets < 150 * 1024, `${octets} octets`);
  assert.ok(!parts.some(({ text }) => /ElButton|element-plus|finder pattern/i.test(text)));
});

test("a new account sets its password, says where it sits, and the field is ready", async () => {
  at = await Receptionist.arrive(browser, server.issuer);
  await look(at, "counter-sign-in");
  await at.enter(hospital.account, "wrong");
  await at.page.getByRole("alert").getByText("用户名、密码或动态口令不对").waitFor();
  await at.enter(hospital.account, hospital.password);
  await at.page.locator("#current").waitFor();
  await picture(at.page, "counter-password");
  await at.page.reload();
  await at.page.fill("#current", hospital.password);
  await at.page.fill("#next", ownPassword);
  await at.page.fill("#again", `${ownPassword}.`);
  await at.page.getByText("两次输入的不一样").waitFor();
  await at.page.fill("#again", ownPassword);
  await at.page.press("#again", "Enter");
  await button("体检中心").waitFor();
  await picture(at.page, "counter-site");
  await button("体检中心").click();
  await at.isReady();
  await at.page.getByText("示例县人民医院（虚构）").waitFor();
  await look(at, "counter");
  await at.assertQuiet();
});

test("a scan at 2 ms a key is read under an input method that composes, with Caps Lock, and over a verdict", async () => {
  at.composes = true;
  await at.scan(card.printed);
  await at.isVerdict("valid green", "composing");
  at.composes = false;
  await at.scan(card.printed.toLowerCase());
  await at.page.waitForFunction(() => document.querySelector(".clears")?.textContent.includes("60"));
  await at.isVerdict("valid green", "over a verdict");
  await at.next();
  assert.equal(await at.page.inputValue("#presented"), "", "nothing of a scan stays in the field");
  await at.scan(card.printed.toUpperCase(), 12);
  await at.isVerdict("valid green", "a slower scanner");
  await at.next();
});

test("a number is typed with the last four of the ID, in one field or in two", async () => {
  await at.type(`${card.number.slice(0, -1)}${card.number.endsWith("7") ? "8" : "7"}`);
  await at.page.getByText("卡号不对").waitFor();
  await at.typeNumber(card.number, card.last4);
  await at.isVerdict("valid green");
  assert.match(await at.page.locator(".id-check").innerText(), /\*/);
  await at.next();
  await at.type(`${card.number.replaceAll("-", "").toLowerCase()} ${card.last4}`);
  await at.isVerdict("valid green");
  await at.next();
});

test("a photo and the camera read the printed card", async () => {
  await at.page.setInputFiles("input[type=file]", card.photo.png);
  await at.isVerdict("valid green");
  await at.next();
  await button("摄像头").click();
  await at.isVerdict("valid green");
  await at.next();
  // The card still lies before the camera: it is not checked again.
  await at.page.getByText("对准卡背的二维码").waitFor();
  await picture(at.page, "counter-camera");
  await button("关闭").click();
  await at.isReady();
  await at.assertQuiet();
});

test("each verdict has its colour, its word and one next step", async () => {
  const made = [];
  for (let n = 0; n < 4; n += 1) made.push(await desk.card());
  const [lost, suspended, revoked, replaced] = made;
  const tokens = {};
  for (const { number } of made) tokens[number] = await desk.printedToken(number);
  await desk.clerk.post(`/v1/cards/${lost.number}/report-lost`);
  await desk.clerk.post(`/v1/cards/${suspended.number}/suspend`, { reason: "核查" });
  await desk.approver.post(`/v1/cards/${revoked.number}/revoke`, { reason_code: "lent_or_misused" });
  await desk.approver.post(`/v1/cards/${replaced.number}/replace`, undefined, 201);
  const changed = card.printed.slice(0, -5) + (card.printed.at(-5) === "A" ? "B" : "A") + card.printed.slice(-4);
  const cases = [[tokens[lost.number], "lost red", "已挂失"], [tokens[suspended.number], "suspended red", "已暂停"],
    [tokens[revoked.number], "revoked red", "已注销"], [tokens[replaced.number], "superseded red", "已换发"],
    [changed, "bad_signature red", "签名无效"], ["SC1AAAA", "unreadable amber", "无法识读"]];
  for (const [token, verdict, word] of cases) {
    await at.type(token);
    await at.isVerdict(verdict);
    assert.equal(await at.page.locator("h1").innerText(), word);
    assert.equal(await at.page.locator(".id-check").count(), 0, verdict);
    if (/^(superseded|unreadable)/.test(verdict)) await picture(at.page, `counter-${verdict.split(" ")[0]}`);
    await at.next();
  }
  await at.typeNumber(card.number, "999X");
  await at.isVerdict("unknown_card red");
  await at.next();
  await at.assertQuiet();
});

test("a partner without contract is told so, and served again when it has one", async () => {
  await desk.administrator.post(`/v1/partners/${hospital.id}/suspend`, { reason: "合同到期" });
  await at.type(card.printed);
  await at.isVerdict("partner_not_contracted red");
  assert.ok(!(await at.page.locator("main").innerText()).includes(card.number));
  await at.next();
  await desk.administrator.post(`/v1/partners/${hospital.id}/resume`);
  await at.type(card.printed);
  await at.isVerdict("valid green");
  await at.next();
});

test("an answer that does not come says nothing of a card: the device decides, or nobody can tell", async () => {
  await at.isPrepared();
  await at.context.route("**/v1/verifications", (route) => route.abort());
  await at.typeNumber(card.number, card.last4);
  await at.isVerdict("offline amber");
  await at.next();
  await at.type(card.printed);
  await at.isVerdict("valid green");
  await at.page.getByText(/离线核验，所据状态数据是/).waitFor();
  await at.next();
  await at.context.unroute("**/v1/verifications");
  await at.page.locator(".chip.net.up").waitFor();
  await at.typeNumber(card.number, card.last4);
  await at.isVerdict("valid green");
  await at.next();
});

test("after a look at the ID a use is recorded, once, with a receipt; it can be voided", async () => {
  await at.typeNumber(card.number, card.last4);
  await at.isVerdict("valid green");
  assert.ok(await at.page.locator(".whom button").first().isDisabled(), "the ID comes first");
  await at.page.keyboard.press("y");
  await at.page.getByText("已核对，是本人").first().waitFor();
  await at.page.keyboard.press("1");
  await at.page.waitForFunction(() => document.activeElement?.closest(".whom"));
  await at.page.keyboard.press("Enter");
  await at.page.locator(".made").getByText("已登记").waitFor();
  const receipt = await at.page.locator(".made .code").innerText();
  await picture(at.page, "counter-used");
  const answer = await server.client().get(`/v1/receipts/${receipt}`);
  assert.equal(answer.json.state, "counted");
  await at.page.evaluate(() => { window.print = () => { window.printed = document.querySelector(".receipt").textContent; }; });
  await button("打印凭条").click();
  assert.match(await at.page.evaluate(() => window.printed), new RegExp(receipt));
  await at.next();

  await at.typeNumber(card.number, card.last4);
  await at.isVerdict("valid green");
  await at.page.locator(".services li").first().getByText("次数用完").waitFor();
  await picture(at.page, "counter-quota-used");
  await at.next();
  await button("更多").click();
  await button("今日登记").click();
  await at.page.locator(".uses").getByText(receipt).waitFor();
  await picture(at.page, "counter-today");
  await at.page.locator(".uses").getByRole("button", { name: "撤销" }).click();
  await at.page.locator(".uses input").fill("选错了服务");
  await button("确认撤销").click();
  await at.page.getByText("已撤销").waitFor();
  await at.page.keyboard.press("Escape");
  assert.equal((await server.client().get(`/v1/receipts/${receipt}`)).json.state, "voided");
  await at.assertQuiet();
});

test("an ID that does not match stops everything, and somebody who is turned away is recorded with the reason", async () => {
  await at.typeNumber(card.number, card.last4);
  await button("证件不符").click();
  await at.page.locator("article.verdict.red").getByText("证件不符：请勿受理").first().waitFor();
  assert.ok(await at.page.locator(".whom button").first().isDisabled());
  await at.next();
  await at.typeNumber(card.number, card.last4);
  await button("不予受理").click();
  await at.page.getByLabel("其他", { exact: true }).check();
  assert.ok(await at.page.getByRole("button", { name: "登记", exact: true }).isDisabled(), "a reason that says nothing");
  await picture(at.page, "counter-refuse");
  await at.page.getByLabel("名额或号源已满").check();
  await at.page.getByRole("button", { name: "登记", exact: true }).click();
  await at.page.getByText("已登记不予受理").waitFor();
  await at.next();
  await at.assertQuiet();
});

test("the screen clears after 60 s, later where somebody asks, and shows nothing of the last holder", async () => {
  await at.page.clock.install();
  await at.type(card.printed);
  await at.isVerdict("valid green");
  await at.page.keyboard.press("e");
  await at.page.clock.runFor(200);
  await at.page.clock.runFor(70_000);
  await at.isVerdict("valid green");
  await at.page.clock.runFor(60_000);
  await at.page.locator("#presented").waitFor();
  assert.ok(!(await at.page.content()).includes(card.number));
  await at.page.reload();
  await at.isReady();
});

test("it speaks both languages, wide and narrow, with high contrast too", async () => {
  await at.isReady();
  const prepare = async (page) => {
    await page.locator("#presented").waitFor();
    await page.fill("#presented", card.printed);
    await page.press("#presented", "Enter");
    await page.locator("article.verdict").waitFor();
  };
  await look(at, "counter-valid", prepare);
  await at.page.evaluate(() => localStorage.setItem("servicecard.contrast", "on"));
  await look(at, "counter-contrast", prepare);
  await at.page.evaluate(() => localStorage.setItem("servicecard.contrast", "off"));
  await at.page.reload();
  await at.isReady();
  await at.page.setViewportSize({ width: 320, height: 568 });
  await at.type(card.printed);
  await at.isVerdict("valid green");
  const over = await at.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} px too wide at 320 px`);
  await picture(at.page, "counter-320");
  await at.close();
});

test("a second factor is asked for where the account has one, and an account of the desk has no place here", async () => {
  const window = `${hospital.id}-second`;
  const { password } = await desk.administrator.post(`/v1/partners/${hospital.id}/accounts`, { name: window }, 201);
  const owner = server.client();
  await owner.moveIn(window, password, ownPassword);
  const { secret } = await owner.post("/v1/me/totp", undefined, 201);
  const { recovery_codes: [code] } = await owner.renew("POST", "/v1/me/totp/confirm", { code: totp(secret) });
  const other = await Receptionist.arrive(browser, server.issuer);
  await other.enter(window, ownPassword);
  await other.page.fill("#code", code);
  await other.page.press("#code", "Enter");
  await other.page.getByRole("button", { name: "体检中心" }).click();
  await other.isReady();
  await other.close();

  const clerk = await Receptionist.arrive(browser, server.issuer);
  await clerk.enter("clerk", ownPassword);
  await clerk.page.getByText("此账户不是核验台账户").waitFor();
  await clerk.assertQuiet();
  await clerk.close();
});
