import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** A filter that stands in the address of the page, so that it can be kept, sent and gone back to. */
export function useQuery(name: string): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[name] === "string" ? route.query[name] : ""),
    set: (value) => { void router.replace({ query: { ...route.query, [name]: value || undefined } }); },
  });
}
