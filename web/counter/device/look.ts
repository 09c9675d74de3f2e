import { ref, watchEffect } from "vue";

/** How this device shows itself: kept here alone, and about nobody. */
function kept(name: string, otherwise: boolean) {
  const key = `servicecard.${name}`;
  const stored = localStorage.getItem(key);
  const value = ref(stored === null ? otherwise : stored === "on");
  const set = (next: boolean) => {
    value.value = next;
    localStorage.setItem(key, next ? "on" : "off");
  };
  return { value, set };
}

export const contrast = kept("contrast", matchMedia("(prefers-contrast: more)").matches);
export const sound = kept("sound", false);

watchEffect(() => { document.documentElement.classList.toggle("contrast", contrast.value.value); });
