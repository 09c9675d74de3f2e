import { ref, shallowRef } from "vue";

import { Problem } from "@/api/problem";

/** Something that a person sets off: one at a time, and what went wrong with the last one. */
export function useAct() {
  const busy = ref(false);
  const problem = shallowRef<Problem>();

  /** Gives true where it went well. What is no `Problem` is a mistake of ours, and goes on. */
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      problem.value = thrown;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, run };
}
