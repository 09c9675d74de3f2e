// docs/errors.md names every problem that the sources can make, and none that they cannot.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { root } from "../support/programs.mjs";

const sources = readdirSync(path.join(root, "server"), { recursive: true })
  .filter((name) => /\.(h|cpp)$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(root, "server", name), "utf8") }));

// Enumerations whose names are no problems: rows of a report, and what only `cardctl` says.
const others = ["RosterRowError", "BackupError"];

/** The names in functions that name an enumeration of errors, and in problems made on the spot. */
function problemNames() {
  const names = new Set();
  for (const { name, text } of sources) {
    for (const [, of, body] of text.matchAll(/to_string\((\w+Error) \w+\) \{(.*?)\n\}/gs)) {
      if (others.includes(of)) continue;
      const prefix = of === "RosterFileError" ? "roster-" : "";
      for (const [, literal] of body.matchAll(/"([a-z0-9-]+)"/g)) names.add(prefix + literal);
    }
    if (!/^(api|http)\//.test(name)) continue;
    for (const [, , literal] of text.matchAll(/(problem\(\s*\d{3},\s*|\.name = )"([a-z0-9-]+)"/g)) names.add(literal);
  }
  return [...names].sort();
}

test("every problem stands in the catalogue, once, and nothing else does", () => {
  const page = readFileSync(path.join(root, "docs/errors.md"), "utf8");
  const described = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name).sort();
  const wanted = problemNames();
  assert.ok(wanted.length > 150);
  assert.deepEqual(described, wanted);
});
