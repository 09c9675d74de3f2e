import { onBeforeUnmount, ref, shallowRef } from "vue";

import { answerOf, client } from "@/api/client";
import { Problem } from "@/api/problem";
import type { PrintBatch } from "@/api/types";

/** How much of a batch is proven: of the cards that it still has. */
export function provenOf(batch: PrintBatch): { ready: number; all: number } {
  const { waiting, ready } = batch.counts;
  return { ready, all: waiting + ready };
}

/** Proves a batch step by step, for as long as the page is open: each request proves some cards and
    says how far it is. Whatever cuts it short, the next one goes on from there. */
export function useProving(onSeen: (batch: PrintBatch) => void) {
  const running = ref(false);
  const problem = shallowRef<Problem>();
  let gone = false;
  onBeforeUnmount(() => { gone = true; });

  async function prove(id: number): Promise<void> {
    if (running.value) return;
    running.value = true;
    problem.value = undefined;
    try {
      for (let state = "working"; state === "working" && !gone;) {
        const batch = await answerOf(client.POST("/v1/print-batches/{id}/proof", { params: { path: { id } } }));
        onSeen(batch);
        state = batch.state;
      }
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      problem.value = thrown;
    } finally {
      running.value = false;
    }
  }

  return { running, problem, prove };
}
