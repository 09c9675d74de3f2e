// docs/integrate.md as its reader meets it: its files are written into a fresh folder and its commands
// are run there, against a server with the demonstration county.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { bin, root } from "../support/programs.mjs";
import { TestServer } from "../support/server.mjs";

const page = await readFile(path.join(root, "docs/integrate.md"), "utf8");
const fences = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text }));
const files = fences.flatMap(({ kind, text }) => {
  const name = /^(?:\/\/|#) ([\w.]+): /.exec(text)?.[1];
  return name && kind !== "console" ? [{ name, text }] : [];
});

/** What a reader types, and what the page says that comes of it. */
const steps = fences.filter(({ kind }) => kind === "console").flatMap(({ text }) =>
  text.split(/^\$ /m).slice(1).map((step) => {
    const lines = step.trimEnd().split("\n");
    const end = lines.findIndex((line) => !line.endsWith("\\")) + 1;
    return { command: lines.slice(0, end).join("\n"), expected: lines.slice(end).join("\n") };
  }));

const border = "=== end of a step ===";
let server;
let folder;

before(async () => {
  server = await TestServer.make({ county: true });
  folder = path.join(server.folder, "first-hour");
  await mkdir(folder);
});
after(() => server?.remove());

/** All commands in one shell, as one person types them: what each printed. */
function run(commands) {
  const script = commands.map((command) => `${command}\necho "${border}"\n`).join("")
    .replaceAll("http://127.0.0.1:8080", server.issuer).replaceAll("build/demo", server.data);
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, LANG: "en_US.UTF-8" };
    execFile("bash", ["-c", script], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ printed: stdout.split(`${border}\n`).slice(0, -1), stderr });
    });
  });
}

/** `…` stands for whatever is there. */
function matches(printed, expected) {
  const pattern = expected.replaceAll("http://127.0.0.1:8080", server.issuer).split("…").map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*");
  return new RegExp(`^${pattern}$`).test(printed.trimEnd());
}

test("the programs on the page are those of docs/examples", async () => {
  const known = { "changes.mjs": "node", "counter.mjs": "node", "key.mjs": "node",
    "receipt.mjs": "node", "report.mjs": "node", "sandbox.mjs": "node", "token.mjs": "node",
    "counter.py": "python", "main.cpp": "embedded" };
  assert.deepEqual(files.map(({ name }) => name).sort(), Object.keys(known).sort());
  for (const { name, text } of files) {
    assert.equal(text, await readFile(path.join(root, "docs/examples", known[name], name), "utf8"), name);
  }
});

test("following the page in a fresh folder gives what it says", async () => {
  for (const { name, text } of files) await writeFile(path.join(folder, name), text);
  await symlink(path.join(root, "tests/interop/node_modules"), path.join(folder, "node_modules"));
  const { printed, stderr } = await run(steps.map(({ command }) => command));
  assert.equal(printed.length, steps.length, stderr);
  steps.forEach(({ command, expected }, i) => {
    assert.ok(matches(printed[i], expected), `$ ${command}\nprinted:\n${printed[i]}\nexpected:\n${expected}\n${stderr}`);
  });
});

test("the C++ example asks like the others", async () => {
  const source = path.join(root, "docs/examples/cpp");
  const { printed, stderr } = await run([
    "export SERVICECARD=http://127.0.0.1:8080 SERVICECARD_KEY=$(cat build/demo/demo/tokens/hospital-1)",
    `cmake -S '${source}' -B check -DCMAKE_CXX_FLAGS=-O0 >configured && cmake --build check >built && echo built`,
    ...["valid", "revoked", "unreadable"].map((name) => `check/check < ${server.data}/demo/sandbox/${name}.txt; echo $?`)]);
  assert.equal(printed[1], "built\n", stderr);
  assert.deepEqual(printed.slice(2).map((text) => [text.split(":")[0], text.at(-2)]),
    [["valid", "0"], ["revoked", "1"], ["unreadable", "3"]]);
});
