import { describe, expect, test } from "vitest";

import { readLast4, readTyped } from "@/counter/scan/typed";
import { parseCardNumber } from "@/counter/verify/card-number";
import { maskName } from "@/counter/verify/names";

const number = { kind: "number", number: "YC26-00017-2" };

describe("what is typed", () => {
  test.each<[string, object]>([
    ["YC26-00017-2", number],
    ["yc26000172", number],
    [" ＹＣ２６－０００１７－２ ", number],
    ["YC26 - 00017 - 2", number],
    ["YC26–00017–2", number],
    ["YC26-00017-2 002x", { ...number, last4: "002X" }],
    ["YC26-00017-2，1234", { ...number, last4: "1234" }],
    ["YC26-00017-2 12", number],
    ["YC26-00017-3", { kind: "bad_number" }],
    ["张三", { kind: "bad_number" }],
    ["  ", { kind: "nothing" }],
    ["sc1abc def\n", { kind: "token", presentation: "sc1abcdef" }],
    [" a.b.c~d~ ", { kind: "token", presentation: "a.b.c~d~" }],
  ])("%s", (text, typed) => expect(readTyped(text)).toEqual(typed));
});

test.each([["0013", "0013"], ["００２ｘ", "002X"], [" 123X", "123X"], ["X123", undefined], ["123", undefined], ["12345", undefined]])(
  "the last four: %s", (text, last4) => expect(readLast4(text)).toBe(last4));

test.each([
  ["YC26-00017-2", "YC26-00017-2"], ["yc26-00017-2", "YC26-00017-2"], ["YC26000172", "YC26-00017-2"], ["YC2600017-2", undefined],
  ["YC26-000172", undefined], ["YC26-00017-I", undefined], ["YC26-00000-X", undefined], ["YC26-00001-8", undefined], ["ſC26-00017-2", undefined],
])("a card number: %s", (text, parsed) => expect(parseCardNumber(text)).toBe(parsed));

test.each([["张三", "张*"], ["张小三", "张*三"], ["欧阳娜娜", "欧**娜"], ["䶮", "*"], ["𬱖䶮㛃", "𬱖*㛃"]])(
  "a masked name: %s", (name, masked) => expect(maskName(name)).toBe(masked));
