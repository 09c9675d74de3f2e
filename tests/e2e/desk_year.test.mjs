// Through the year at the desk: the annual review from its draft to the cards that lapse, by two
// people; somebody who leaves; an enterprise that loses a ground; a policy that is about to change.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { day, Desk } from "../support/desk.mjs";
import { TestServer } from "../support/server.mjs";
import { button, confirm, dialog, signedIn } from "./support/acts.mjs";
import { openBrowser } from "./support/browser.mjs";
import { look, picture } from "./support/look.mjs";
import { hire } from "./support/staff.mjs";

let server;
let browser;
let desk;
const cards = {};

const as = signedIn(() => ({ browser, server }));

async function taxRecord(enterprise, more) {
  return desk.clerk.post(`/v1/enterprises/${enterprise}/tax-records`,
    { year: 2025, basis: "paid", source: "完税证明（虚构）", ...more }, 201);
}

async function endDesignations(enterprise, kind) {
  const { designations } = await desk.clerk.json(`/v1/enterprises/${enterprise}`);
  for (const one of designations.filter((each) => each.kind === kind)) {
    await desk.clerk.post(`/v1/enterprises/${enterprise}/designations/${one.id}/end`, { until: day(-2) });
  }
}

/** A card whose enterprise has nothing left but the title of a key enterprise, and that tax. */
async function cardByTax(tax, confirmed) {
  const card = await desk.card();
  await desk.clerk.post(`/v1/enterprises/${card.enterprise}/designations`, { kind: "key", from: day(-400), source: "示范文件（虚构）" }, 201);
  const { id } = await taxRecord(card.enterprise, tax);
  if (confirmed) await desk.checker.post(`/v1/enterprises/${card.enterprise}/tax-records/${id}/confirm`);
  await endDesignations(card.enterprise, "high_growth");
  return { ...card, tax: id };
}

before(async () => {
  server = await TestServer.make();
  for (const [name, role] of [["经办甲", "clerk"], ["审批丙", "approver"], ["审批己", "approver"], ["审计丁", "auditor"], ["管理戊", "administrator"]]) {
    await hire(server, name, role);
  }
  desk = await Desk.open(server, "-of-the-test");
  browser = await openBrowser();
  cards.kept = await desk.card();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

/** The grace of that review ends yesterday: what weeks do, done while nobody serves the data. */
async function passGrace(review) {
  await server.end();
  await promisify(execFile)("sqlite3", [path.join(server.data, "servicecard.db"),
    `UPDATE review SET grace_until = '${day(-1)}' WHERE id = ${Number(review)}`]);
  await server.start();
}

test("an amount of tax that one entered is confirmed by another from the queue", async () => {
  await taxRecord(cards.kept.enterprise, { amount_fen: 512_345_678 });
  await as("经办甲", async (visitor, page) => {
    await page.getByRole("link", { name: "待我确认的税额" }).click();
    await page.waitForURL("**/tax-records?mine=1");
    await visitor.settle();
    await look(visitor, "tax-records");
    await page.locator("tbody").getByRole("button", { name: /^确认/ }).click();
    await confirm(page, "确认");
    await page.getByText("没有轮到您确认的税额").waitFor();
  });
});

test("without a review the page says what one is, and only the desk may begin", () => as("审计丁", async (visitor, page) => {
  await visitor.follow("年审", "/reviews");
  await page.getByText("还没有做过年审。").waitFor();
  assert.deepEqual(await page.locator("main button").allInnerTexts(), []);
}));

let review;

test("an approver draws a review up, and cannot confirm it", async () => {
  cards.delisted = await desk.card();
  await desk.card(cards.delisted.enterprise);
  await endDesignations(cards.delisted.enterprise, "high_growth");
  cards.edge = await cardByTax({ amount_wan: "300" }, true);
  cards.pending = await cardByTax({ amount_fen: 400_000_000 }, false);
  await as("审批丙", async (visitor, page) => {
    await visitor.follow("年审", "/reviews");
    await look(visitor, "reviews-none");
    await button(page, "测算年审").click();
    await dialog(page).getByText("现在不影响任何卡").waitFor();
    await dialog(page).getByRole("button", { name: "开始测算" }).click();
    await page.waitForURL("**/reviews/*");
    await visitor.settle();
    review = page.url().split("/").at(-1);
    await page.getByText("由您测算，须由另一位审批人确认").waitFor();
    assert.equal(await button(page, "确认年审").count(), 0, "nobody confirms their own draft");
    assert.deepEqual(await page.locator(".tile .count").allInnerTexts(), ["1", "1", "1", "1"]);
    await page.locator(".tile", { hasText: "失效" }).click();
    await page.waitForURL("**?outcome=lapse");
    await visitor.settle();
    await page.getByText("结果为“失效”的企业").waitFor();
    await look(visitor, "review-draft", async () => {
      await page.locator("summary").first().click();
      await page.getByText(cards.delisted.number).waitFor();
    });
  });
});

test("another approver confirms it, and the grace shows on home, enterprise and card", () => as("审批己", async (visitor, page) => {
  await visitor.follow("年审", "/reviews");
  await look(visitor, "reviews");
  await page.locator("tbody a").first().click();
  await page.waitForURL(`**/reviews/${review}`);
  await visitor.settle();
  await look(visitor, "review-confirm", () => button(page, /^(确认年审|Confirm the review)$/).click());
  await button(page, "确认年审").click();
  await confirm(page, "确认年审");
  await page.locator("h1 + .badge", { hasText: "已确认" }).waitFor();
  await page.getByText("次日起可以完成年审").waitFor();
  assert.equal(await button(page, "完成年审").count(), 0, "nothing lapses during the grace");
  await look(visitor, "review-grace");
  await visitor.open(`/enterprises/${cards.edge.enterprise}`);
  await page.getByText(/年审结果为“临界”/).waitFor();
  await visitor.open(`/cards/${cards.delisted.number}`);
  await page.getByText(/年审结果为“失效”（企业被移出名单）/).waitFor();
  await look(visitor, "card-grace");
  await visitor.open("/");
  await page.getByRole("link", { name: "临界" }).waitFor();
  await look(visitor, "home-review");
  await page.getByRole("link", { name: "临界" }).click();
  await page.waitForURL(`**/reviews/${review}?outcome=edge`);
}));

test("after the grace whoever found a ground is kept, and the cards of the others lapse", async () => {
  await desk.checker.post(`/v1/enterprises/${cards.pending.enterprise}/tax-records/${cards.pending.tax}/confirm`);
  await passGrace(review);
  await as("经办甲", async (visitor, page) => {
    await visitor.open(`/reviews/${review}`);
    await page.getByText("这一步由审批人办理").waitFor();
    assert.equal(await button(page, "完成年审").count(), 0);
  });
  await as("审批丙", async (visitor, page) => {
    await visitor.open(`/reviews/${review}`);
    await look(visitor, "review-finish", () => button(page, /^(完成年审|Finish the review)$/).click());
    await button(page, "完成年审").click();
    await dialog(page).getByText("保留 1 家；失效 2 家，注销 3 张卡").waitFor();
    await page.route("**/finish", (route) => route.abort(), { times: 1 });
    await dialog(page).getByRole("button", { name: "完成年审" }).click();
    await page.getByText("完成过程中断了").waitFor();
    await page.getByText("已处理 0 / 3 家，已注销 0 张卡").waitFor();
    await button(page, "继续处理余下 3 家").click();
    let goOn;
    await page.route("**/finish", async (route) => {
      await new Promise((resolve) => { goOn = resolve; });
      await route.continue();
    }, { times: 1 });
    await dialog(page).getByRole("button", { name: "完成年审" }).click();
    await page.getByText("可以离开这个页面").waitFor();
    assert.equal(await button(page, "撤销年审").count(), 0, "one act at a time");
    await picture(page, "review-finishing");
    goOn();
    await page.locator("h1 + .badge", { hasText: "已完成" }).waitFor();
    await visitor.settle();
    await look(visitor, "review-finished");
    assert.deepEqual(await page.locator("main header .acts button").allInnerTexts(), []);
  });
  const state = async (card) => (await desk.clerk.json(`/v1/cards/${card.number}`)).state;
  assert.deepEqual(await Promise.all([cards.kept, cards.pending, cards.edge, cards.delisted].map(state)),
    ["active", "active", "revoked", "revoked"]);
});

test("a review that was confirmed by mistake is cancelled for a reason", async () => {
  const drafted = await desk.clerk.post("/v1/reviews", undefined, 201);
  await as("审批己", async (visitor, page) => {
    await visitor.open(`/reviews/${drafted.id}`);
    await button(page, "撤销年审").click();
    assert.ok(await dialog(page).getByRole("button", { name: "撤销年审" }).isDisabled(), "not without a reason");
    await page.fill("#review-reason", "税务数据有误");
    await confirm(page, "撤销年审");
    await page.getByText("税务数据有误").waitFor();
    await page.locator("h1 + .badge", { hasText: "已撤销" }).waitFor();
  });
});

async function choose(page, field, option) {
  await dialog(page).locator(".el-select", { has: page.locator(field) }).click();
  await page.locator(".el-select-dropdown:visible").getByText(option, { exact: true }).click();
}

test("who leaves loses card and application, which the dry run says first", async () => {
  const left = await desk.card();
  const renamed = await desk.person(left.enterprise);
  const application = await desk.submitted(renamed);
  await as("经办甲", async (visitor, page) => {
    await visitor.open(`/enterprises/${left.enterprise}`);
    assert.equal(await button(page, "丧失资格处理").count(), 0, "a clerk takes no cards away");
    assert.equal(await page.getByRole("button", { name: /^离职/ }).count(), 0);
  });
  await as("审批丙", async (visitor, page) => {
    await visitor.open(`/enterprises/${left.enterprise}`);
    const open = () => page.getByRole("button", { name: new RegExp(`^(离职|Departure) ${left.person.name}$`) }).click();
    await look(visitor, "person-leaves", async () => {
      await open();
      await dialog(page).getByText(left.number).waitFor();
    });
    await open();
    await dialog(page).getByText(left.number).waitFor();
    assert.equal((await desk.clerk.json(`/v1/cards/${left.number}`)).state, "active", "a dry run takes nothing away");
    const act = dialog(page).getByRole("button", { name: "登记离职，注销 1 张卡" });
    assert.ok(await act.isDisabled(), "not without a reason");
    await page.fill("#leave-note", "企业来函（虚构）");
    await confirm(page, "登记离职，注销 1 张卡");
    await page.getByText(/日离职$/).waitFor();
    assert.equal((await desk.clerk.json(`/v1/cards/${left.number}`)).state, "revoked");
    await page.getByRole("button", { name: `离职 ${renamed.name}` }).click();
    await dialog(page).getByText(`编号 ${application}`).waitFor();
    await page.fill("#leave-note", "企业来函（虚构）");
    await confirm(page, "登记离职");
    await visitor.settle();
    await look(visitor, "enterprise-left");
  });
});

test("an enterprise that loses a ground keeps its cards by another, and loses them with the last", async () => {
  const card = await desk.card();
  await desk.clerk.post(`/v1/enterprises/${card.enterprise}/designations`, { kind: "key", from: day(-400), source: "示范文件（虚构）" }, 201);
  const { id } = await taxRecord(card.enterprise, { amount_fen: 400_000_000 });
  await desk.checker.post(`/v1/enterprises/${card.enterprise}/tax-records/${id}/confirm`);
  const state = async () => (await desk.clerk.json(`/v1/cards/${card.number}`)).state;
  await as("审批己", async (visitor, page) => {
    await visitor.open(`/enterprises/${card.enterprise}`);
    const open = () => button(page, /^(丧失资格处理|Loss of a ground)$/).click();
    await open();
    await dialog(page).getByText("填好上面的内容").waitFor();
    await choose(page, "#loss-what", "“高成长性”认定终止");
    await dialog(page).getByText("1 张卡都保留").waitFor();
    await page.fill("#loss-note", "示范文件（虚构）");
    await confirm(page, "登记，卡保留");
    assert.equal(await state(), "active");
    await visitor.settle();
    await look(visitor, "ground-loss", async () => {
      await open();
      await dialog(page).locator(".el-select").first().click();
      await page.locator(".el-select-dropdown:visible li").first().click();
      await dialog(page).getByText(card.number).waitFor();
    });
    await open();
    await choose(page, "#loss-what", "“重点”认定终止");
    await dialog(page).getByText("1 张卡将注销").waitFor();
    assert.equal(await state(), "active", "a dry run takes nothing away");
    await page.fill("#loss-note", "示范文件（虚构）");
    await confirm(page, "登记并注销 1 张卡");
    await page.locator("main table").last().getByText("已注销").waitFor();
    assert.equal(await state(), "revoked");
  });
});

const strictOf = (policy) => ({
  ...policy, version: 2, effective: { from: day(0) }, eligible: { designation: "key" },
  quota: [{ ground: { designation: "key" }, tiers: [{ cards: 1 }] }],
});

test("what a policy would change is seen by anybody, and published once it was seen", async () => {
  const strict = JSON.stringify(strictOf(await desk.auditor.json("/v1/policies/current")), null, 2);
  const pick = (page, text) => page.setInputFiles("input[type=file]", { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await as("审计丁", async (visitor, page) => {
    await visitor.follow("政策", "/policy");
    await button(page, "与新政策比较").click();
    await page.waitForURL("**/policy/draft");
    assert.equal(await button(page, "发布新版本").count(), 0, "an auditor publishes nothing");
    await button(page, "从现行政策改起").click();
    await button(page, "比较").click();
    await page.getByText("没有企业因此改变").waitFor();
    await page.fill("#policy-document", "{");
    await page.getByText("不是合法的 JSON").waitFor();
  });
  await as("管理戊", async (visitor, page) => {
    await visitor.open("/policy/draft");
    const publish = button(page, "发布新版本");
    assert.ok(await publish.isDisabled(), "nothing is published unseen");
    await pick(page, JSON.stringify({ version: 2 }));
    await button(page, "比较").click();
    await page.getByRole("alert").locator("strong").waitFor();
    await look(visitor, "policy-draft", async () => {
      await pick(page, strict);
      await button(page, /^(比较|Compare)$/).click();
      await page.locator("article summary").first().click();
    });
    await pick(page, strict);
    await button(page, "比较").click();
    await page.locator("article").first().waitFor();
    await page.fill("#policy-document", `${strict} `);
    await page.getByText("文件内容改过了").waitFor();
    assert.ok(await publish.isDisabled(), "what was changed since is seen anew");
    await button(page, "比较").click();
    await page.getByText("文件内容改过了").waitFor({ state: "detached" });
    await visitor.settle();
    await publish.click();
    await dialog(page).getByText(/家企业的认定会改变/).waitFor();
    await confirm(page, "发布");
    await page.waitForURL("**/policy");
    await page.getByRole("cell", { name: "default 2" }).waitFor();
  });
});

test("the journal has a word for what the year brought", () => as("管理戊", async (visitor, page) => {
  await visitor.follow("日志", "/journal");
  await page.getByRole("cell", { name: "登记离职" }).first().waitFor();
  await page.getByRole("cell", { name: "发布政策" }).first().waitFor();
}));
