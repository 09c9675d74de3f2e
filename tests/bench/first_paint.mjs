// How long the home page takes, for somebody who is signed in:
//   first_paint.mjs ISSUER NAME ONE-TIME-PASSWORD ROUNDS
// Prints, in milliseconds from the start of the navigation, the median of first contentful paint
// and of everything being there: in a browser that has nothing yet, and in one that was here before.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");
const [issuer, name, oneTime, rounds] = process.argv.slice(2);
const own = "a pass phrase that protects a benchmark";

const browser = await chromium.launch({
  executablePath: process.env.CARD_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

/** The cookies of a session that may do everything. */
async function session() {
  const context = await browser.newContext({ baseURL: issuer });
  const headers = { Origin: issuer };
  const signedIn = await context.request.post("/v1/session", { headers, data: { name, password: oneTime } });
  const { csrf_token: token } = await signedIn.json();
  const moved = await context.request.put("/v1/me/password",
    { headers: { ...headers, "X-CSRF-Token": token }, data: { current: oneTime, new: own } });
  if (!moved.ok()) throw new Error(`no session: ${moved.status()} ${await moved.text()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function visit(page) {
  await page.goto("/desk/");
  const complete = await page.waitForFunction(() =>
    document.querySelector("main h1") && !document.querySelector("main [aria-busy=true]") && performance.now());
  const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  return { painted: await painted.jsonValue(), complete: await complete.jsonValue() };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const storageState = await session();
const taken = { cold: [], warm: [] };
for (let round = 0; round < Number(rounds); round += 1) {
  const context = await browser.newContext({ baseURL: issuer, storageState, viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  taken.cold.push(await visit(page));
  taken.warm.push(await visit(page));
  await context.close();
}
await browser.close();
for (const [kind, visits] of Object.entries(taken)) {
  console.log(`${kind}_painted_ms ${median(visits.map((one) => one.painted))}`);
  console.log(`${kind}_complete_ms ${median(visits.map((one) => one.complete))}`);
}
