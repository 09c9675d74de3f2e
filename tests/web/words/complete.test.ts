import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import counter from "@/words/counter";
import { gatherMessages } from "@/words/messages";

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../web");

/** "a.b.c" → its text, of every word. */
function flatten(words: object, prefix = ""): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([name, word]) =>
    (typeof word === "string" ? [[prefix + name, word] as const] : [...flatten(word as object, `${prefix}${name}.`)])));
}

const zh = flatten({ ...gatherMessages("zh"), counter: counter.zh });
const en = flatten({ ...gatherMessages("en"), counter: counter.en });

const sources = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith("node_modules") && !file.endsWith(".gen.ts"))
  .map((file) => readFileSync(path.join(web, file), "utf8"));
const code = sources.join("\n");

/** Keys as the code names them: whole ones, and beginnings that a value completes. */
const whole = new Set([...code.matchAll(/(?<!=)["'`]([a-z][A-Za-z]*(?:\.[\w-]+)+)["'`]/g)].map(([, key]) => key!));
const beginnings = [...new Set([...code.matchAll(/`([a-z][A-Za-z]*(?:\.[\w-]+)*\.)\$\{/g)].map(([, key]) => key!))];

describe("words", () => {
  test("stand in both languages", () => expect([...en.keys()].sort()).toEqual([...zh.keys()].sort()));

  test("are nowhere empty", () => expect([...zh, ...en].filter(([, text]) => text.trim() === "")).toEqual([]));

  test("have the same places for values in both languages", () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [key, text] of zh) expect(places(en.get(key)!), key).toEqual(places(text));
  });

  test("are Chinese in Chinese and without Chinese in English", () => {
    const han = /\p{Script=Han}/u;
    expect([...en].filter(([, text]) => han.test(text)).map(([key]) => key)).toEqual([]);
  });

  test("are all used", () => {
    const unused = [...zh.keys()].filter((key) => !whole.has(key) && !beginnings.some((start) => key.startsWith(start)));
    expect(unused).toEqual([]);
  });

  test("are there for every key that the code names", () => {
    const subjects = new Set([...zh.keys()].map((key) => key.split(".")[0]));
    const texts = new Set([...zh.values(), ...en.values()]); // "people.xlsx" is one
    const named = [...whole].filter((key) => subjects.has(key.split(".")[0]!) && !texts.has(key));
    expect(named.filter((key) => !zh.has(key))).toEqual([]);
    expect(beginnings.filter((start) => subjects.has(start.split(".")[0]!) && ![...zh.keys()].some((key) => key.startsWith(start)))).toEqual([]);
  });
});
