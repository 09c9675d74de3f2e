import { computed, ref, watch } from "vue";

import { useLoad } from "./load";

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A list that the server pages: forwards by its cursor, back by the cursors that were passed. What
    `query` reads makes another list, which begins anew. */
export function usePaged<T>(fetch: (cursor: string | undefined) => Promise<Page<T>>, query: () => unknown) {
  const passed = ref<string[]>([]); // the cursors of this page and those before it; the first has none
  const list = useLoad(() => fetch(passed.value.at(-1)));

  watch(query, () => {
    passed.value = [];
    void list.reload();
  });

  async function goOn() {
    const next = list.data.value?.next;
    if (!next) return;
    passed.value = [...passed.value, next];
    await list.reload();
  }

  async function goBack() {
    passed.value = passed.value.slice(0, -1);
    await list.reload();
  }

  return {
    ...list,
    items: computed(() => list.data.value?.items ?? []),
    page: computed(() => passed.value.length + 1),
    hasMore: computed(() => Boolean(list.data.value?.next)),
    goOn,
    goBack,
  };
}
