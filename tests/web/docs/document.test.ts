import { describe, expect, test } from "vitest";

import document from "virtual:openapi";
import { callersOf, groupsOf, matches, resolve, routesOf } from "@/docs/document";
import { curlOf, sampleOf } from "@/docs/sample";
import { limitsOf, typeOf } from "@/docs/types";

const route = (id: string) => routesOf(document).find(({ operationId }) => operationId === id)!;

describe("the description", () => {
  test("has every operation in one group", () => {
    const grouped = groupsOf(document).flatMap(({ routes }) => routes.map(({ operationId }) => operationId));
    expect(grouped.sort()).toEqual(routesOf(document).map(({ operationId }) => operationId).sort());
  });

  test("refers to nothing that it does not have", () => {
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g)!.map((text) => JSON.parse(`{${text}}`));
    for (const reference of references) expect(() => resolve(document, reference), reference.$ref).not.toThrow();
  });

  test("says who may call: by default the desk, by scope a partner, or anybody", () => {
    expect(callersOf(document, route("verify"))).toEqual([{ name: "partner", scopes: ["verify"] }]);
    expect(callersOf(document, route("listCards")).map(({ name }) => name)).toEqual(["actor", "session"]);
    expect(callersOf(document, route("jwks"))).toEqual([]);
  });

  test("is searched by all words of the question, wherever they stand", () => {
    const found = (question: string) => routesOf(document).filter((one) => matches(one, question)).map(({ operationId }) => operationId);
    expect(found("post verifications")).toContain("verify");
    expect(found("STATUS list token")).toContain("statusList");
    expect(found("verifications nowhere")).toEqual([]);
  });
});

describe("an example", () => {
  test("can be made of every schema", () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(sampleOf(document, schema), name).toBeDefined();
    }
  });

  test("takes what is stated before what is made up", () => {
    expect(sampleOf(document, { type: "string", enum: ["red", "amber"] })).toBe("red");
    expect(sampleOf(document, { type: "string", default: "zh" })).toBe("zh");
    expect(sampleOf(document, { type: ["string", "null"], format: "date" })).toBe("2026-11-23");
    expect(sampleOf(document, { type: "array", items: { type: "integer", minimum: 7 } })).toEqual([7]);
  });

  test("gives one of members that exclude one another", () => {
    const schema = { type: "object", properties: { a: { type: "integer" }, b: { type: "integer" } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }] };
    expect(sampleOf(document, schema)).toEqual({ a: 1 });
  });

  test("of a command fills the path and names no secret", () => {
    expect(curlOf(document, route("showCard"), false).split(" \\\n")).toEqual([
      'curl -sS "$SERVICECARD/v1/cards/YC26-00017-2"', '  -H "Authorization: Bearer $SERVICECARD_KEY"']);
  });
});

test("a command names the header that a use needs, and one way of asking", () => {
  const use = curlOf(document, route("redeem"), false);
  expect(use).toContain('-H "Idempotency-Key: $(uuidgen)"');
  expect(use).toContain('"verification_id":"1024"');
  expect(curlOf(document, route("verify"), false)).not.toContain("card_number");
});

test("a type is told in few words", () => {
  expect(typeOf({ $ref: "#/components/schemas/Card" })).toBe("Card");
  expect(typeOf({ type: "array", items: { type: "string", format: "date" } })).toBe("array of string (date)");
  expect(typeOf({ oneOf: [{ $ref: "#/components/schemas/Card" }, { type: "null" }] })).toBe("Card | null");
  expect(limitsOf({ type: "integer", minimum: 1, maximum: 200, default: 50 })).toBe("≥ 1  ≤ 200  = 50");
});
