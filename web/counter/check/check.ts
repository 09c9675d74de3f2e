import { Problem } from "@/api/problem";
import { ask, isOurs, isReachable } from "../device/ask";
import type { CounterProfile, Verified } from "../device/contract";
import { evidence } from "../device/pack-keeper";
import { profile } from "../device/session";
import { verify } from "../verify/verifier";
import { fromDevice, fromServer, type Shown } from "./shown";

/** What was presented: a token as it was scanned or pasted, or what stands on the card and the ID. */
export type Presented = { presentation: string } | { card_number: string; holder_id_last4: string };

const patience = 4000;

/** The server's verdict; where it gives none, this device's own. */
export async function check(presented: Presented, site: string | undefined): Promise<Shown> {
  if (isReachable.value) {
    try {
      return fromServer(await ask<Verified>("POST", "/v1/verifications", { body: { ...presented, ...(site && { site }) }, patience }));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!isOurs(problem)) return cannotTell(problem);
      if (problem.name !== "unreachable" && !("presentation" in presented)) return cannotTell(problem);
    }
  }
  return checkHere(presented, profile.value!);
}

/** The network's or our own failure says nothing of a card. */
function cannotTell(problem: Problem): Shown {
  const tooOften = problem.status === 429;
  return { verdict: tooOften || problem.status >= 500 ? "offline" : "unreadable", colour: "amber", source: "server", services: [],
    note: tooOften ? "busy" : "fault", problem };
}

async function checkHere(presented: Presented, known: CounterProfile): Promise<Shown> {
  const nothing = { verdict: "offline", colour: "amber", source: "device", services: [] } as const;
  if (!("presentation" in presented)) return { ...nothing, services: [], note: "number" };
  if (!evidence.value) return { ...nothing, services: [], note: "noData" };
  const now = Math.floor(Date.now() / 1000);
  const verification = await verify(presented.presentation, evidence.value, {
    now, hasContract: known.contract === "in_force", acceptsBearer: known.accepts_bearer,
    ...(known.max_age_seconds !== null && { maxAge: known.max_age_seconds }),
  });
  return fromDevice(verification, evidence.value, known, now);
}
