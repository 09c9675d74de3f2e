import { describe, expect, test } from "vitest";

import { decodeCbor } from "@/counter/verify/cbor";
import { isIssuer, isStatusListOf } from "@/counter/verify/issuer";
import { parseJson } from "@/counter/verify/json";
import { base32, base64url } from "@/counter/verify/octets";

describe("JSON", () => {
  test.each(['{"a":1,"b":{"a":[true,null,"x:y,{"]}}', '"\\u4e2d\\"\\\\"', "[]", "-1", '{"__proto__":1}', '{"a":":"}'])("is read: %s", (text) =>
    expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text))));

  test.each([
    ["a name twice", '{"a":1,"a":1}'], ["a name twice, once escaped", '{"a":1,"\\u0061":2}'], ["a name twice, deep down", '[{"b":{"x":1,"x":2}}]'],
    ["a part of a number", "1.0"], ["a power", "[1e3]"], ["a number that is not held", "[9007199254740993]"], ["half a character", '"\\ud800"'],
    ["too deep", `${"[".repeat(17)}${"]".repeat(17)}`], ["something behind it", "{} {}"], ["a comma too many", "[1,]"], ["nothing", ""],
  ])("is refused: %s", (_, text) => expect(parseJson(text)).toBeUndefined());
});

describe("CBOR", () => {
  const read = (hex: string) => decodeCbor(Uint8Array.from(Buffer.from(hex, "hex")));
  test.each<[string, unknown]>([["00", 0], ["1818", 24], ["1a000f4240", 1_000_000], ["20", -1], ["3a00010000", -65537], ["6161", "a"], ["83010203", [1, 2, 3]],
    ["a2010203 04".replace(" ", ""), new Map([[1, 2], [3, 4]])], ["d201", { tag: 18, value: 1 }], ["f5", true], ["f6", null]])("is read: %s", (hex, value) =>
    expect(read(hex)).toEqual(value));

  test.each([
    ["a longer number than needed", "1817"], ["a longer length than needed", "580161"], ["without an end", "9f01ff"], ["keys out of order", "a203040102"], ["a key twice", "a201010102"],
    ["an end too early", "8201"], ["something behind it", "0000"], ["no UTF-8", "61ff"], ["a float", "f93c00"], ["a simple value", "f8ff"], ["reserved", "1c"],
    ["a length beyond everything", "5bffffffffffffffff"], ["too deep", `${"81".repeat(18)}00`], ["nothing", ""],
  ])("is refused: %s", (_, hex) => expect(read(hex)).toBeUndefined());
});

describe("groups of characters", () => {
  test("come back as they were", () => {
    for (let size = 0; size < 12; size += 1) {
      const octets = Uint8Array.from({ length: size }, (_, i) => 251 * i + 13);
      expect(base64url.encode(octets)).toBe(Buffer.from(octets).toString("base64url"));
      expect(base64url.decode(base64url.encode(octets))).toEqual(octets);
      expect(base32.decode(base32.encode(octets))).toEqual(octets);
    }
  });
  test.each(["A", "AB=", "AB", "A+", "A/", "AAAA ", "Á"])("are refused: %s", (text) => expect(base64url.decode(text)).toBeUndefined());
  test.each(["A", "AAA", "AAAAAA", "AB", "A1", "aa"])("are refused: %s", (text) => expect(base32.decode(text)).toBeUndefined());
});

test.each([["https://card.example.cn", true], ["https://card.example.cn:8443", true], ["http://127.0.0.1:8080", true], ["http://localhost", true], ["https://[::1]:1", true],
  ["http://card.example.cn", false], ["https://card.example.cn/", false], ["https://card.example.cn:443", false], ["https://card.example.cn:08", false], ["https://-a.cn", false],
  ["https://a..cn", false], ["https://CARD.example", false], [`https://${"a".repeat(30)}`, false], ["https://a.cn:99999", false]])("an issuer: %s", (text, good) => expect(isIssuer(text)).toBe(good));

test("a status list is the issuer's by its address alone", () => {
  const of = (uri: string) => isStatusListOf("https://a.cn", uri);
  expect(["https://a.cn/status-lists/1", "https://a.cn/status-lists/0"].every(of)).toBe(true);
  expect(["https://a.cn/status-lists/01", "https://a.cn/status-lists/", "https://a.cn.b/status-lists/1", "https://a.cn/status-lists/1?", "http://a.cn/status-lists/1"].some(of)).toBe(false);
});
