// A counter without a network: the server is stopped by its process id, the page is loaded anew, cards
// are checked, uses are kept and reported when the server is back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Desk, ownPassword } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { Wallet } from "../support/wallet.mjs";
import { openBrowser } from "./support/browser.mjs";
import { openPartner, Receptionist } from "./support/counter.mjs";
import { picture } from "./support/look.mjs";

let server;
let desk;
let browser;
let at;
let hospital;
const cards = {};

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  hospital = await openPartner(desk, "county-hospital", "health", "示例县人民医院（虚构）");
  for (const name of ["good", "quota", "later", "revoked", "suspended", "bound"]) {
    const card = await desk.card();
    cards[name] = { ...card, printed: await desk.printedToken(card.number) };
  }
  cards.good.wallet = await desk.walletToken(cards.good.number);
  cards.bound.wallet = await new Wallet().bind(desk.clerk, cards.bound.number);
  await desk.approver.post(`/v1/cards/${cards.revoked.number}/revoke`, { reason_code: "lent_or_misused" });
  await desk.clerk.post(`/v1/cards/${cards.suspended.number}/suspend`, { reason: "核查" });
  await server.end("SIGTERM");
  await server.start(); // which publishes the lists at once
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const button = (name) => at.page.getByRole("button", { name, exact: true });

test("a device on which somebody signed in is ready for the network to go", async () => {
  at = await Receptionist.arrive(browser, server.issuer);
  await at.moveIn(hospital);
  await at.isPrepared();
  await at.assertQuiet();
});

test("with the server stopped the page opens, checks printed and phone cards, and says how old its data is", async () => {
  await server.end("SIGTERM");
  await at.page.reload();
  await at.isReady();
  await at.page.locator(".chip.net", { hasText: "离线" }).waitFor();
  for (const text of [cards.good.printed, cards.good.wallet]) {
    await at.type(text);
    await at.isVerdict("valid green");
    await at.page.getByText(/离线核验，所据状态数据是.*前的/).waitFor();
    await at.next();
  }
  await at.scan(cards.good.printed);
  await at.isVerdict("valid green");
  await picture(at.page, "counter-offline-valid");
  await at.next();
});

test("offline nothing is told that is not known", async () => {
  const changed = cards.good.printed.slice(0, -5) + (cards.good.printed.at(-5) === "A" ? "B" : "A") + cards.good.printed.slice(-4);
  for (const [text, verdict] of [[cards.revoked.printed, "revoked red"], [cards.suspended.printed, "suspended red"], [changed, "bad_signature red"], ["SC1AAAA", "unreadable amber"], [cards.bound.wallet, "offline amber"]]) {
    await at.type(text);
    await at.isVerdict(verdict);
    await at.next();
  }
  await at.typeNumber(cards.good.number, cards.good.last4);
  await at.isVerdict("offline amber");
  await at.page.getByText("离线时不能按卡号查询").waitFor();
  await picture(at.page, "counter-offline-number");
  await at.next();
});

async function record(card, service) {
  await at.type(card.printed);
  await at.isVerdict("valid green");
  await at.page.keyboard.press("y");
  const row = at.page.locator(".services li").nth(service);
  await row.locator(".whom button").first().click();
  await row.getByText("已记在本机").waitFor();
  await at.next();
}

test("data that is too old, and a clock that was set back, prove nothing", async () => {
  for (const hours of [48, -2]) {
    await at.page.clock.setFixedTime(Date.now() + hours * 3600_000);
    await at.type(cards.good.printed);
    await at.isVerdict("stale_status amber", `${hours} h`);
    await at.next();
  }
  await at.page.clock.setFixedTime(Date.now());
});

test("uses and refusals are kept, and nothing of a holder is", async () => {
  await record(cards.good, 0);
  await record(cards.quota, 0);
  await record(cards.quota, 0);
  await at.type(cards.later.printed);
  await at.isVerdict("valid green");
  await button("不予受理").click();
  assert.equal(await at.page.getByLabel("其他", { exact: true }).count(), 0, "nothing that is typed is kept");
  await at.page.getByLabel("名额或号源已满").check();
  await button("登记").click();
  await at.page.getByText("已登记不予受理").waitFor();
  await at.next();
  await at.page.getByText("待上报 4").waitFor();
  const kept = await at.kept();
  for (const { number, last4, person, printed } of Object.values(cards)) {
    for (const secret of [number, person.name, `"${last4}"`, printed.slice(0, 60), printed.slice(60, 120)]) {
      assert.ok(!kept.includes(secret), `${secret} is kept`);
    }
  }
});

test("when the server is back what was done is reported, and what became of it is shown", async () => {
  await server.start();
  await at.page.getByText("登录已结束").waitFor({ timeout: 30_000 }); // no session outlives a server
  await picture(at.page, "counter-sign-in-again");
  await at.enter(hospital.account, ownPassword);
  await at.page.locator(".counted", { hasText: "上报结果" }).waitFor({ timeout: 30_000 });
  await at.page.locator(".counted").click();
  const rows = at.page.locator(".rows li");
  assert.equal(await rows.count(), 4);
  const texts = (await rows.allInnerTexts()).join("\n");
  assert.equal(texts.match(/已入账/g)?.length, 3, texts);
  assert.equal(texts.match(/超出次数/g)?.length, 1, texts);
  assert.match(texts, /已入账[^]*已入账[^]*超出次数[^]*不予受理\n已入账/, "in the order in which it was done");
  await picture(at.page, "counter-reported");
  await button("知道了").click();
  await at.page.keyboard.press("Escape");
  await at.isReady();
  await at.type(cards.quota.printed);
  await at.isVerdict("valid green");
  await at.page.locator(".services li").first().getByText("次数用完").waitFor();
  await at.next();
});

test("an older pack, or one of another root, is not taken", async () => {
  await at.page.reload();
  await at.isReady();
  const file = await (await fetch(`${server.issuer}/offline-pack`)).text();
  const forged = file.replace(/"trust_list":"[^."]+/, (part) => `${part.slice(0, -2)}AA`);
  await at.context.route("**/offline-pack", (route) => route.fulfill({ contentType: "application/json", body: forged }));
  await at.page.reload();
  await at.page.getByText("收到的离线数据未通过校验").waitFor();
  await at.type(cards.good.printed);
  await at.isVerdict("valid green", "the server is asked as ever");
  await at.next();
  await at.context.unroute("**/offline-pack");
  await at.context.route("**/v1/counter", async (route) => {
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: { ...answer, root: new Wallet().jwk } });
  });
  await at.page.reload();
  await at.page.getByText("离线核验已停用").waitFor();
  await at.context.unroute("**/v1/counter");
  await at.page.reload();
  await at.isPrepared();
});

test("signing out leaves what guards against older data, and no more", async () => {
  await button("更多").click();
  await button("退出登录").click();
  await picture(at.page, "counter-sign-out");
  await button("清除并退出").click();
  await at.page.locator("#name").waitFor();
  const kept = await at.kept();
  assert.ok(!kept.includes("county-hospital") && !kept.includes("manifest\":"), kept.slice(0, 300));
  assert.ok(kept.includes("trust_list"), "what was seen of packs stays");
  await at.page.reload();
  await at.page.locator("#name").waitFor();
  await at.close();
});
