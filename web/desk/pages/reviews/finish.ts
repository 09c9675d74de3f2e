import { onBeforeUnmount, ref, shallowRef } from "vue";

import { answerOf, client } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Review } from "@/api/types";

const pause = 800; // ms between two looks at how far it has come

/** Drives the last step of a review: one request does it all on the server, and while it runs the
    review is asked how far it has come. Cut short, it is begun again and goes on where it stopped. */
export function useFinish(onSeen: (review: Review) => void) {
  const running = ref(false);
  const problem = shallowRef<Problem>();
  let gone = false;
  onBeforeUnmount(() => { gone = true; });

  async function watch(id: number): Promise<void> {
    while (running.value && !gone) {
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      if (!running.value || gone) return;
      // That one look fails says nothing of the work; the request itself tells its end.
      await answerOf(client.GET("/v1/reviews/{id}", { params: { path: { id } } })).then((seen) => { if (running.value) onSeen(seen); }, () => {});
    }
  }

  async function finish(id: number): Promise<void> {
    if (running.value) return;
    running.value = true;
    problem.value = undefined;
    void watch(id);
    try {
      const review = await answerOf(client.POST("/v1/reviews/{id}/finish", { params: { path: { id } } }));
      running.value = false;
      onSeen(review);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      problem.value = thrown;
    } finally {
      running.value = false;
    }
  }

  return { running, problem, finish };
}
