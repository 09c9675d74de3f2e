// The files of schema/ against each other: no server is needed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { Contract, schemaFile } from "../support/contract.mjs";
import { root } from "../support/programs.mjs";

test("every policy that is shipped fits schema/policy.schema.json", () => {
  const folder = path.join(root, "schema/policies");
  const files = readdirSync(folder);
  assert.ok(files.length >= 2);
  for (const file of files) {
    schemaFile("policy.schema.json")(JSON.parse(readFileSync(path.join(folder, file))));
  }
});

test("the policy schema refuses what is not a policy", () => {
  const file = path.join(root, "schema/policies/default.json");
  const policy = () => JSON.parse(readFileSync(file));
  const check = schemaFile("policy.schema.json");
  for (const name of ["id", "eligible", "services", "validity"]) {
    const without = policy();
    delete without[name];
    assert.throws(() => check(without));
  }
  assert.throws(() => check({ ...policy(), more: 1 }));
  assert.throws(() => check({ ...policy(), eligible: { perhaps: [] } }));
});

test("schema/openapi.yaml compiles, and names every operation once", () => {
  const { operations } = new Contract();
  assert.equal(new Set(operations).size, operations.length);
  assert.ok(operations.length >= 60, String(operations.length));
});
