// Looks at a page as its users will: in both languages, wide and narrow. Each look is a screenshot
// in build/screenshots, a run of axe, and a check that nothing stands out over the edge.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { root } from "../../support/programs.mjs";

const folder = path.join(root, "build/screenshots");
await mkdir(folder, { recursive: true });

const widths = { wide: { width: 1280, height: 860 }, narrow: { width: 360, height: 740 } };
const languages = { zh: "zh-CN", en: "en" };

async function serious(page) {
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
}

async function speak(page, language) {
  await page.evaluate((code) => localStorage.setItem("servicecard.language", code), language);
  await page.reload();
}

/** A picture of a page as it stands, where it cannot be loaded anew to be looked at. */
export async function picture(page, name) {
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  assert.deepEqual(await serious(page), [], name);
}

/** `prepare` brings the page, freshly loaded, to the state that is to be looked at. */
export async function look(visitor, name, prepare = async () => {}) {
  const { page } = visitor;
  for (const [language, code] of Object.entries(languages)) {
    for (const [width, size] of Object.entries(widths)) {
      await page.setViewportSize(size);
      await speak(page, code);
      await visitor.settle();
      await prepare(page);
      await page.screenshot({ path: path.join(folder, `${name}-${language}-${width}.png`), fullPage: true, caret: "initial", animations: "allow" });
      const here = `${name} ${language} ${width}`;
      assert.deepEqual(await serious(page), [], here);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${here} is ${over} px too wide`);
      await visitor.assertQuiet();
    }
  }
  await page.setViewportSize(widths.wide);
  await speak(page, "zh-CN");
  await visitor.settle();
}
