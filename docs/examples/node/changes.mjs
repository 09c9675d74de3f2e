// changes.mjs: keeps a copy of every status that changes: node changes.mjs [HOW-MANY]
import { setTimeout as wait } from "node:timers/promises";

const { SERVICECARD: server, SERVICECARD_KEY: key } = process.env;
const words = ["valid", "revoked", "suspended"];
let left = Number(process.argv[2] ?? Infinity);
let last; // the id of the last event that was taken

/** Each event of a stream: {event, id, data}. */
async function* events(body) {
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + part).split("\n\n");
    text = blocks.pop();
    for (const block of blocks.filter((one) => !one.startsWith(":"))) {
      yield Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
    }
  }
}

function take({ event, id, data }) {
  last = id;
  if (event === "begin") return console.log("begin: load the status lists");
  const { uri, idx, status } = JSON.parse(data);
  console.log(`${uri} ${idx}: ${words[status]}`);
  left -= 1;
}

while (left > 0) {
  try {
    const response = await fetch(`${server}/v1/changes`,
      { headers: { "Authorization": `Bearer ${key}`, ...(last && { "Last-Event-ID": last }) } });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    for await (const event of events(response.body)) {
      take(event);
      if (left <= 0) process.exit();
    }
  } catch (error) {
    console.error(error.message); // until it is back, this copy grows old: after 60 s it cannot tell
  }
  await wait(1000);
}
