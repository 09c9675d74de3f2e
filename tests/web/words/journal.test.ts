import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import journal from "@/words/journal";

const server = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../server");

/** What the server writes into its journal: "card.issued" and the like. The places of sealed fields
    are named in the same way. */
function kinds(): string[] {
  const found = readdirSync(server, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(desk|counter|journal)\/.*\.cpp$/.test(file) || file === "app/init.cpp")
    .flatMap((file) => [...readFileSync(path.join(server, file), "utf8").matchAll(/"([a-z]+(?:[-_][a-z]+)*\.[a-z]+(?:_[a-z]+)*)"/g)])
    .map(([, kind]) => kind!);
  return [...new Set(found)].filter((kind) => !/_sealed$/.test(kind)).sort();
}

test("every kind of the journal has its word", () => {
  expect(kinds()).toContain("card.issued");
  const words = new Set(Object.keys(journal.zh.kind));
  expect(kinds().filter((kind) => !words.has(kind.replace(".", "_")))).toEqual([]);
});
