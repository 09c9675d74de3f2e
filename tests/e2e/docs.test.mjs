// The description of the API at /docs, as a programmer reads it in a browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { yaml } from "../support/packages.mjs";
import { TestServer } from "../support/server.mjs";
import { openBrowser, Visitor } from "./support/browser.mjs";
import { look } from "./support/look.mjs";

let server;
let browser;
let described;

before(async () => {
  server = await TestServer.make();
  described = yaml.parse(server.contract.text);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.remove();
});

const heading = (page) => page.locator("main h1").first().innerText();

async function visit(address) {
  const visitor = await Visitor.at(browser, server.issuer);
  await visitor.page.goto(`/docs/${address}`);
  await visitor.page.locator("main h1").first().waitFor();
  return visitor;
}

test("every operation and every schema has its page, under the policy of all pages", async () => {
  const visitor = await visit("");
  const { page } = visitor;
  const addresses = await page.locator("nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const { operations } = server.contract;
  const wanted = [...operations, ...Object.keys(described.components.schemas).map((name) => `schema-${name}`)];
  assert.deepEqual(addresses.map((address) => address.slice(1)).sort(), [...wanted].sort());
  for (const id of wanted) {
    await page.evaluate((to) => { location.hash = to; }, id);
    await page.locator(`nav a[href="#${id}"][aria-current=page]`).waitFor({ state: "attached" });
    const shown = await page.locator("main").innerText();
    assert.ok(shown.includes(id.replace("schema-", "")), id);
  }
  await visitor.assertQuiet();
  await visitor.close();
});

test("an operation can be linked to, searched for and opened by the keyboard alone", async () => {
  const visitor = await visit("#verify");
  const { page } = visitor;
  assert.match(await page.locator("main").innerText(), /POST\s+\/v1\/verifications/);
  assert.match(await page.title(), /^POST \/v1\/verifications/);
  await page.keyboard.press("/");
  await page.keyboard.type("status list");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/docs/#statusList");
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("status").getByText("没有相符的接口").waitFor();
  await page.goBack();
  await page.waitForURL("**/docs/#verify");
  assert.match(await page.locator("main").innerText(), /\/v1\/verifications/);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Request body" }).waitFor();
  await visitor.assertQuiet();
  await visitor.close();
});

test("an address that is none says so", async () => {
  const visitor = await visit("#no-such-operation");
  assert.equal(await heading(visitor.page), "没有这一页");
  await visitor.close();
});

test("it reads well in both languages, wide and narrow", async () => {
  for (const [name, address] of [["overview", ""], ["operation", "#verify"], ["schema", "#schema-Verification"]]) {
    const visitor = await visit(address);
    await look(visitor, `docs-${name}`);
    await visitor.assertQuiet();
    await visitor.close();
  }
});
