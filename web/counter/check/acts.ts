import type { Problem } from "@/api/problem";
import { ask } from "../device/ask";
import type { Redemption, RefusalReason, Whom } from "../device/contract";
import { noteOffline } from "../device/queue";
import { site } from "../device/site";
import { hasWord, t } from "../words";
import type { Shown } from "./shown";

/** A use that a person records: the same key for every try, so that it counts once. */
export interface Use { service: string; for: Whom; key: string }

/** Records a use at the server, or keeps it here where the verdict was this device's: then nothing. */
export async function recordUse(shown: Shown, use: Use): Promise<Redemption | undefined> {
  if (shown.id === undefined) {
    await noteOffline({ token: shown.token!, site: here(), use: { service: use.service, for: use.for }, refusal: null });
    return undefined;
  }
  return ask<Redemption>("POST", "/v1/redemptions", {
    headers: { "Idempotency-Key": use.key }, body: { verification_id: shown.id, service: use.service, for: use.for, site: here() } });
}

const here = () => site.value?.code ?? null;

export interface TurnedAway { key: string; reason: RefusalReason; note?: string; service?: string }

export async function turnAway(shown: Shown, { key, reason, note, service }: TurnedAway): Promise<void> {
  if (shown.id === undefined) {
    await noteOffline({ token: shown.token!, site: here(), use: null, refusal: { reason, ...(service && { service }) } });
    return;
  }
  await ask("POST", "/v1/refusals", { headers: { "Idempotency-Key": key }, body: { verification_id: shown.id, reason, ...(service && { service }), ...(note && { note }) } });
}

export async function noteOutcome(shown: Shown, outcome: "holder_confirmed" | "id_mismatch"): Promise<void> {
  if (shown.id !== undefined) await ask("POST", `/v1/verifications/${encodeURIComponent(shown.id)}/outcome`, { body: { outcome } });
}

/** What to tell of an act that failed: the counter's own words, or else the server's. */
export function faultOf(problem: Problem): string {
  const key = `counter.problem.${problem.name}`;
  return hasWord(key) ? t(key) : [problem.title, problem.detail].filter(Boolean).join("：") || t("counter.problem.internal");
}
