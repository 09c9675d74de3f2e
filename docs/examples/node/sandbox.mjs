// sandbox.mjs: asks the server about every test card: node sandbox.mjs FOLDER
import { readFile } from "node:fs/promises";
import path from "node:path";

const folder = process.argv[2];
const read = async (name) => (await readFile(path.join(folder, name), "utf8")).trim();
const { cards } = JSON.parse(await read("index.json"));

for (const { name, key, request, verdict } of cards.filter(({ request: asked }) => asked)) {
  const response = await fetch(`${process.env.SERVICECARD}/v1/verifications`, {
    method: "POST",
    headers: { "Authorization": `Bearer ${await read(key)}`, "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  const expected = answer.verdict === verdict;
  console.log(`${name}: ${expected ? "as expected" : JSON.stringify(answer)}`);
  if (!expected) process.exitCode = 1;
}
