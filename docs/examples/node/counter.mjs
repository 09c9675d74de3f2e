// counter.mjs: checks a card at a counter, with nothing but Node 20.
//   node counter.mjs check [SERVICE] < token.txt
//   node counter.mjs use SERVICE FOR < token.txt
//   node counter.mjs void USE REASON
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { text } from "node:stream/consumers";

const { SERVICECARD: server, SERVICECARD_KEY: key } = process.env;
const cannotTell = { verdict: "offline", colour: "amber", next_step: { en: "Try again, or check offline." } };

/** A refusal of the API: a problem document (RFC 9457). `name` is what a program decides by. */
class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title);
    this.name = document.type.split("/").at(-1);
    this.status = document.status;
  }
}

/** One request. What may succeed a moment later is sent again, twice at most. */
async function call(method, path, body, headers = {}) {
  for (let pause = 250; ; pause *= 2) {
    const response = await fetch(server + path, {
      method,
      headers: { "Authorization": `Bearer ${key}`, "Content-Type": "application/json",
        "Accept-Language": "en", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined);
    if (response?.ok) return response.json();
    if (response && response.status !== 503) throw new Problem(await response.json());
    if (pause > 500) throw new Error("no answer");
    await wait(pause);
  }
}

/** A verdict, whatever happens: no answer is never "valid" and never "revoked". */
async function check(presentation, service) {
  try {
    return await call("POST", "/v1/verifications", { presentation, service });
  } catch (error) {
    if (error instanceof Problem) throw error;
    return cannotTell;
  }
}

/** Checks what stands on standard input, and shows it: green 0, red 1, amber 3. */
async function show(service) {
  const answer = await check((await text(process.stdin)).trim(), service);
  console.log(`${answer.verdict} (${answer.colour}): ${answer.next_step.en}`);
  if (answer.card) console.log(`${answer.card.holder_name}, ${answer.card.number}, until ${answer.card.valid_until}`);
  for (const { code, state } of answer.services ?? []) console.log(`  ${code}: ${state}`);
  process.exitCode = { green: 0, red: 1, amber: 3 }[answer.colour];
  return answer;
}

/** Records a use of a card that is valid. The key of the request is made once, so that a repeated
    request counts once. */
async function use(service, beneficiary) {
  const { id, verdict } = await show(service);
  if (verdict !== "valid") return;
  const recorded = await call("POST", "/v1/redemptions",
    { verification_id: id, service, for: beneficiary }, { "Idempotency-Key": randomUUID() });
  await writeFile("receipt.jwt", recorded.receipt.jwt);
  console.log(`use ${recorded.id}, receipt ${recorded.receipt.code}, left ${recorded.quota?.left ?? "any number"}`);
}

async function takeBack(id, reason) {
  await call("POST", `/v1/redemptions/${id}/void`, { reason });
  console.log(`use ${id} is void`);
}

const [verb, ...words] = process.argv.slice(2);
try {
  await { check: show, use, void: takeBack }[verb](...words);
} catch (error) {
  console.log(`${error.name}: ${error.message}`);
  process.exitCode = 3;
}
