// report.mjs: tells of a wallet card that was used without a network: node report.mjs SERVICE FOR < token.txt
import { createHash, randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";

const [service, beneficiary] = process.argv.slice(2);
const [header, payload] = (await text(process.stdin)).split("~")[0].split(".");
const { status: { status_list: { uri, idx } } } = JSON.parse(Buffer.from(payload, "base64url"));
const hash = createHash("sha256").update(`${header}.${payload}`).digest("base64url");

// What stays on the device until it is told: nothing that names the holder.
const item = { key: randomUUID(), at: `${new Date(Date.now() - 60_000).toISOString().slice(0, 19)}Z`,
  token: { uri, idx, hash }, use: { service, for: beneficiary }, refusal: null };
const response = await fetch(`${process.env.SERVICECARD}/v1/offline-reports`, {
  method: "POST",
  headers: { "Authorization": `Bearer ${process.env.SERVICECARD_KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify({ items: [item] }),
});
const answer = await response.json();
console.log(response.ok ? answer.items[0].outcome : answer);
