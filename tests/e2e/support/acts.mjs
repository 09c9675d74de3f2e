// What people do on every page: somebody signs in, finds a button, and confirms in a dialog.
import assert from "node:assert/strict";

import { Visitor } from "./browser.mjs";
import { ownPassword } from "./staff.mjs";

export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const dialog = (page) => page.locator(".el-dialog:visible");

/** Presses a button of the open dialog, and sees the request succeed and the dialog close. */
export async function confirm(page, name) {
  const answered = page.waitForResponse((response) => !["GET", "HEAD"].includes(response.request().method()));
  await dialog(page).getByRole("button", { name, exact: true }).click();
  assert.ok((await answered).ok(), `${name}: ${(await answered).status()} ${await (await answered).text()}`);
  await dialog(page).waitFor({ state: "hidden" });
}

/** `where` gives the browser and the server; what it returns runs `work` as somebody who signed in. */
export function signedIn(where) {
  return async (name, work) => {
    const { browser, server } = where();
    const visitor = await Visitor.at(browser, server.issuer);
    await visitor.signIn(name, ownPassword);
    await work(visitor, visitor.page);
    await visitor.assertQuiet();
    await visitor.close();
  };
}
