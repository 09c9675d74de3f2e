// A headless browser that takes nothing for granted: whatever the policy of the pages blocks, every
// error of the console, every request that leaves the server and every failure of the server counts.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `args`: more for Chromium, as the film that its camera shows. */
export async function openBrowser(...args) {
  return chromium.launch({
    executablePath: process.env.CARD_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN", ...args],
  });
}

/** Somebody at a browser of their own. `page` is Playwright's; `assertQuiet` says that nothing went wrong. */
export class Visitor {
  #faults = [];

  static async at(browser, origin, { width = 1280, height = 860 } = {}) {
    const visitor = new this();
    visitor.origin = origin;
    visitor.context = await browser.newContext({ baseURL: origin, viewport: { width, height }, locale: "zh-CN", reducedMotion: "reduce" });
    visitor.page = await visitor.context.newPage();
    await visitor.#watch();
    return visitor;
  }

  async #watch() {
    const { page } = this;
    page.setDefaultTimeout(15_000);
    await page.addInitScript({ content: axeSource });
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => {
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
      });
    });
    page.on("pageerror", (error) => this.#faults.push(`error: ${error.message}`));
    page.on("console", (message) => {
      // The browser notes every refused request; those that are part of a test are no fault.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) this.#faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(`${this.origin}/`)) this.#faults.push(`request elsewhere: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 500) this.#faults.push(`${response.status()} ${response.url()}`);
    });
  }

  async assertQuiet() {
    this.#faults.push(...await this.page.evaluate(() => window.violations.splice(0)));
    assert.deepEqual(this.#faults.splice(0), []);
  }

  /** Opens a page of the desk and waits until it has what it shows. */
  async open(path) {
    await this.page.goto(`/desk${path}`);
    await this.settle();
  }

  async settle() {
    await this.page.waitForLoadState("networkidle");
    await this.page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  }

  /** Takes a link of the menu. */
  async follow(name, path) {
    await this.page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await this.page.waitForURL(`**/desk${path}`);
    await this.settle();
  }

  async signIn(name, password) {
    await this.open("/sign-in");
    await this.page.fill("#name", name);
    await this.page.fill("#password", password);
    await this.page.press("#password", "Enter");
    await this.page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
    await this.settle();
  }

  async close() {
    await this.context.close();
  }
}
