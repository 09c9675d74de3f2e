// A receptionist at a counter of their own: the account, the browser, and the hands.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { ownPassword } from "../../support/desk.mjs";
import { Visitor } from "./browser.mjs";

/** A partner with two sites and an account of its counter, whose one-time password nobody used yet. */
export async function openPartner(desk, id, sector, name) {
  const { administrator } = desk;
  const client = await desk.partner(id, sector, { name });
  for (const [code, site] of [["ground", "门诊一楼"], ["checkup", "体检中心"]]) {
    await administrator.post(`/v1/partners/${id}/sites`, { code, name: site }, 201);
  }
  const account = `${id}-window`;
  const { password } = await administrator.post(`/v1/partners/${id}/accounts`, { name: account }, 201);
  return { id, client, account, password };
}

export class Receptionist extends Visitor {
  /** At the sign-in page. */
  static async arrive(browser, origin, size) {
    const one = await this.at(browser, origin, size);
    await one.page.goto("/counter/");
    return one;
  }

  async enter(name, password) {
    await this.page.fill("#name", name);
    await this.page.fill("#password", password);
    await this.page.press("#password", "Enter");
  }

  /** The first time: a password of one's own, and where one sits. */
  async moveIn({ account, password }, site = "体检中心") {
    await this.enter(account, password);
    await this.page.fill("#current", password);
    await this.page.fill("#next", ownPassword);
    await this.page.fill("#again", ownPassword);
    await this.page.press("#again", "Enter");
    await this.page.getByRole("button", { name: site, exact: true }).click();
    await this.isReady();
  }

  async isReady() {
    await this.page.locator("#presented").waitFor();
    await this.page.waitForFunction(() => document.activeElement?.id === "presented");
  }

  /** The device keeps its pages and a pack. */
  async isPrepared() {
    await this.page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
    await this.page.locator(".chip.net", { hasText: "数据" }).waitFor();
  }

  async type(text) {
    await this.page.fill("#presented", text);
    await this.page.press("#presented", "Enter");
  }

  async typeNumber(number, last4) {
    await this.type(number);
    await this.page.fill("#last4", last4);
    await this.page.press("#last4", "Enter");
  }

  /** The verdict on the screen: its code and its colour. */
  async verdict() {
    const verdict = this.page.locator("article.verdict");
    await verdict.waitFor();
    const code = await verdict.locator(".meaning .code").innerText();
    const colour = (await verdict.getAttribute("class")).replace(/verdict|\s/g, "");
    return `${code} ${colour}`;
  }

  async isVerdict(expected, why) {
    assert.equal(await this.verdict(), expected, why);
  }

  async next() {
    await this.page.keyboard.press("Escape");
    await this.isReady();
  }

  /** The keys of a scanner, so many milliseconds apart, wherever the focus is. */
  async scan(text, gap = 2) {
    this.keyboard ??= await this.context.newCDPSession(this.page);
    const pressed = [];
    for (const character of text) {
      pressed.push(this.#press(/\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`, character));
      await new Promise((resolve) => { setTimeout(resolve, gap); });
    }
    pressed.push(this.#press("Enter", "\r"));
    await Promise.all(pressed);
  }

  // An input method takes the key itself (229) and leaves its place on the keyboard. Nothing is
  // awaited between the events of a key: they reach the browser in their order.
  #press(code, text) {
    const isTaken = this.composes && code !== "Enter";
    const key = isTaken ? { key: "Process", windowsVirtualKeyCode: 229 }
      : { key: code === "Enter" ? "Enter" : text, text, windowsVirtualKeyCode: code === "Enter" ? 13 : text.toUpperCase().charCodeAt(0) };
    const events = [["Input.dispatchKeyEvent", { type: isTaken ? "rawKeyDown" : "keyDown", code, ...key }]];
    if (isTaken) {
      this.composed = `${this.composed ?? ""}${text.toLowerCase()}`.slice(-12);
      events.push(["Input.imeSetComposition", { text: this.composed, selectionStart: this.composed.length, selectionEnd: this.composed.length }]);
    }
    events.push(["Input.dispatchKeyEvent", { type: "keyUp", code, key: key.key }]);
    return Promise.all(events.map(([method, parameters]) => this.keyboard.send(method, parameters)));
  }

  /** Everything that the page keeps on the device, as one text. */
  async kept() {
    return this.page.evaluate(async () => {
      const found = [...Object.entries(localStorage)].map(String);
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve) => { const request = indexedDB.open(name); request.onsuccess = () => resolve(request.result); });
        for (const store of database.objectStoreNames) {
          const objects = database.transaction(store).objectStore(store);
          const all = await new Promise((resolve) => { const request = objects.getAll(); request.onsuccess = () => resolve(request.result); });
          found.push(JSON.stringify(all));
        }
        database.close();
      }
      for (const name of await caches.keys()) found.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
      return found.join("\n");
    });
  }
}

/** A printed card's back, as a photo: {png, ppm}. */
export async function photographed(desk, number, folder) {
  let batch = await desk.clerk.post("/v1/print-batches", { cards: [number] }, 201);
  while (batch.state === "working") batch = await desk.clerk.post(`/v1/print-batches/${batch.id}/proof`);
  const { bytes } = await desk.clerk.get(`/v1/print-batches/${batch.id}/pdf`);
  const pdf = path.join(folder, `${number}.pdf`);
  writeFileSync(pdf, bytes);
  const draw = (...args) => execFileSync("pdftoppm", ["-f", "2", "-l", "2", "-singlefile", ...args, pdf, path.join(folder, number)]);
  draw("-r", "300", "-png");
  draw("-r", "260");
  return { png: path.join(folder, `${number}.png`), ppm: path.join(folder, `${number}.ppm`) };
}

/** A film for Chromium's fake camera (YUV4MPEG2): the picture on a grey desk, and moving a little. */
export function filmOf(ppm, { width = 1280, height = 720, frames = 8 } = {}) {
  const [head, w, h] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString("latin1"));
  const pixels = ppm.subarray(head.length);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F8:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame += 1) {
    const luma = Buffer.alloc(width * height, 120);
    const left = Math.round((width - w) / 2) + frame * 3;
    const top = Math.round((height - h) / 2) - frame;
    for (let y = 0; y < h; y += 1) {
      for (let x = 0; x < w; x += 1) {
        const at = (y * w + x) * 3;
        luma[(top + y) * width + left + x] = 0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2];
      }
    }
    parts.push(Buffer.from("FRAME\n"), luma, Buffer.alloc((width * height) / 2, 128));
  }
  return Buffer.concat(parts);
}
