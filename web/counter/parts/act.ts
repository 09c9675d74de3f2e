import { ref, shallowRef } from "vue";

import { Problem } from "@/api/problem";

/** Something that a press of a button does: whether it runs, and what went wrong. */
export function useAct() {
  const busy = ref(false);
  const problem = shallowRef<Problem>();

  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, run };
}
