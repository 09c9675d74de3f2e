import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import alarms from "@/words/alarms";

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../server/access");
const kinds = [...readFileSync(path.join(source, "alarms.cpp"), "utf8").matchAll(/return "([a-z-]+)";/g)].map(([, kind]) => kind!);
const declared = /enum class AlarmKind[^{]*\{([^}]*)\}/.exec(readFileSync(path.join(source, "alarms.h"), "utf8"))![1]!;

test("every kind of alarm is named in the log", () =>
  expect([...declared.matchAll(/^ {2}([a-z_]+),/gm)].map(([, kind]) => kind!.replaceAll("_", "-")).sort()).toEqual([...kinds].sort()));

test("every kind of alarm has its word", () => expect(Object.keys(alarms.zh.kind).sort()).toEqual([...kinds].sort()));
