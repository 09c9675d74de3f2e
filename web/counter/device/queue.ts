import { computed, ref, shallowRef } from "vue";

import { Problem } from "@/api/problem";
import { ask, isReachable } from "./ask";
import type { OfflineItem, OfflineOutcome } from "./contract";
import { dequeue, enqueue, forget, keep, readKept, readQueue } from "./kept";
import { profile, session } from "./session";

/** What was done without a network, until the server has taken it. It names the token alone, by its
    place in a status list and its hash: nothing that tells of a person. */
export interface Queued extends OfflineItem {
  partner: string;
  /** In the order in which they were done: quotas are used up in it. */
  order: number;
}
export interface Reported extends OfflineOutcome { at: string; use: OfflineItem["use"] }

const queued = shallowRef<Queued[]>([]);
export const reported = shallowRef<Reported[]>([]);

const isOwn = (item: Queued) => item.partner === profile.value?.partner.id;
export const waiting = computed(() => queued.value.filter(isOwn));
export const waitingForOthers = computed(() => queued.value.length - waiting.value.length);
export const isReporting = ref(false);

export async function loadQueue(): Promise<void> {
  queued.value = (await readQueue<Queued>()).sort((a, b) => a.order - b.order);
  reported.value = await readKept<Reported[]>("results") ?? [];
}

export async function noteOffline(item: Omit<OfflineItem, "key" | "at">): Promise<void> {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const order = (queued.value.at(-1)?.order ?? 0) + 1;
  await enqueue({ ...item, key: crypto.randomUUID(), order, at, partner: profile.value!.partner.id } as Queued);
  await loadQueue();
}

const mostAtOnce = 100;

/** Reports what waits, and keeps what became of it until somebody has seen it. */
export async function report(): Promise<void> {
  if (isReporting.value || !session.value || !isReachable.value) return;
  isReporting.value = true;
  try {
    while (waiting.value.length > 0) await reportSome(waiting.value.slice(0, mostAtOnce));
  } catch { // what was not taken stays
  } finally {
    isReporting.value = false;
  }
}

async function reportSome(items: Queued[]): Promise<void> {
  try {
    const answer = await ask<{ items: OfflineOutcome[] }>("POST", "/v1/offline-reports",
      { body: { items: items.map(({ partner: _, order: _order, ...item }) => item) }, patience: 20_000 });
    await settle(items, answer.items);
  } catch (problem) {
    if (!(problem instanceof Problem) || !notTaken.includes(problem.status)) throw problem;
    // One that the server cannot read must not hold up the others.
    if (items.length > 1) for (const one of items) await reportSome([one]);
    else await settle(items, [{ key: items[0]!.key, outcome: "rejected", verdict: null, record: null }]);
  }
}

const notTaken = [400, 409, 422];

/** What became of it is kept before it leaves the queue. */
async function settle(items: Queued[], outcomes: OfflineOutcome[]): Promise<void> {
  const fresh = outcomes.flatMap((outcome) => {
    const item = items.find(({ key }) => key === outcome.key);
    return item ? [{ ...outcome, at: item.at, use: item.use }] : [];
  });
  if (fresh.length === 0) throw new Error("an answer about nothing that was asked");
  await keep({ results: [...fresh, ...reported.value].slice(0, 500) });
  await dequeue(fresh.map(({ key }) => key));
  await loadQueue();
}

export async function clearReported(): Promise<void> {
  await forget("results");
  reported.value = [];
}
