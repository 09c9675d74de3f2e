import { ref } from "vue";

/** A newer version of the pages that is ready to take over. */
export const newVersion = ref<ServiceWorker>();

interface Policy { createScriptURL(url: string): string }
interface PolicyFactory { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }

const address = "/counter/sw.js";

/** The one address that the pages make a script of (Trusted Types). */
function scriptAddress(): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  const policy = factory?.createPolicy("counter", { createScriptURL: (url) => {
    if (url !== address) throw new TypeError("no script of the counter");
    return url;
  } });
  return policy?.createScriptURL(address) ?? address;
}

export async function installWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const registration = await navigator.serviceWorker.register(scriptAddress(), { scope: "/counter/" });
  const note = () => { if (registration.waiting && navigator.serviceWorker.controller) newVersion.value = registration.waiting; };
  note();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", note));
  setInterval(() => void registration.update().catch(() => {}), 3600_000);
}

export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  newVersion.value?.postMessage("take over");
}
