import { expect, test } from "vitest";

import { menuGroups, pages, placeAfterSignIn } from "@/desk/routes";
import { gatherMessages } from "@/words/messages";

test.each([
  ["a page", "/cards/YC26-00017-2?x=1", "/cards/YC26-00017-2?x=1"],
  ["nothing", undefined, "/"],
  ["another server", "https://example.org/", "/"],
  ["another server without its scheme", "//example.org/", "/"],
  ["another server behind a backslash", "/\\example.org", "/"],
  ["a script", "javascript:alert(1)", "/"],
  ["several", ["/cards", "/accounts"], "/"],
])("after signing in, %s leads to where it may", (_name, next, place) => expect(placeAfterSignIn(next)).toBe(place));

test("every page has a name in both languages", () => {
  for (const { meta } of pages) {
    for (const language of ["zh", "en"] as const) {
      const name = meta!.title.split(".").reduce<unknown>((words, part) => (words as Record<string, unknown>)?.[part], gatherMessages(language));
      expect(name, meta!.title).toBeTypeOf("string");
    }
  }
});

test("every page of the menu has no part that is still to be named", () => {
  for (const page of pages.filter(({ meta }) => meta!.group)) {
    expect(menuGroups).toContain(page.meta!.group);
    expect(page.path).not.toContain(":");
  }
});
