import { onMounted, ref, shallowRef, watch } from "vue";

import { Problem } from "@/api/problem";

/** What a page shows: fetched when it opens, and again when what `on` reads has changed. An answer
    that was overtaken by a later question is dropped. */
export function useLoad<T>(fetch: () => Promise<T>, on?: () => unknown) {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const loading = ref(true);
  let latest = 0;

  async function reload(): Promise<void> {
    const asked = (latest += 1);
    loading.value = true;
    try {
      const answer = await fetch();
      if (asked !== latest) return;
      data.value = answer;
      problem.value = undefined;
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      if (asked === latest) problem.value = thrown;
    } finally {
      if (asked === latest) loading.value = false;
    }
  }

  onMounted(reload);
  if (on) watch(on, reload);
  return { data, problem, loading, reload };
}
