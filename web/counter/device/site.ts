import { computed, ref, watch } from "vue";

import { profile } from "./session";

const key = "servicecard.site";
const chosen = ref(localStorage.getItem(key) ?? undefined);

watch(profile, () => { chosen.value = localStorage.getItem(key) ?? undefined; });

/** Where uses are recorded: the account's own site, or the one that was chosen at this device. */
export const site = computed(() => {
  const known = profile.value;
  if (!known) return undefined;
  const code = known.site ?? chosen.value;
  return known.sites.find((one) => one.code === code);
});

export const mayChooseSite = computed(() => Boolean(profile.value && !profile.value.site && profile.value.sites.length > 1));
export const mustChooseSite = computed(() => mayChooseSite.value && !site.value);

export function chooseSite(code: string | undefined): void {
  if (code === undefined) localStorage.removeItem(key);
  else localStorage.setItem(key, code);
  chosen.value = code;
}
