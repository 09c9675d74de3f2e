import { watch } from "vue";

import { answersAtAll, isReachable } from "./ask";
import { loadPack, refreshPack } from "./pack-keeper";
import { loadQueue, report } from "./queue";
import { profile, resumeSession, session } from "./session";

/** Keeps the device up to date by itself: looks for a network that was lost, fetches the pack, reports. */
const everySeconds = { lookForNetwork: 5, refreshPack: 600 };

export async function startLife(): Promise<void> {
  await Promise.all([loadPack(), loadQueue()]);
  watch([isReachable, session, profile], ([reachable, open, known]) => {
    if (reachable && known) void (open ? upToDate() : resumeSession());
  }, { immediate: true });
  setInterval(() => void lookForNetwork(), everySeconds.lookForNetwork * 1000);
  setInterval(() => void refreshPack(), everySeconds.refreshPack * 1000);
  window.addEventListener("online", () => void lookForNetwork());
  window.addEventListener("offline", () => { isReachable.value = false; });
}

async function upToDate(): Promise<void> {
  await refreshPack();
  await report();
}

async function lookForNetwork(): Promise<void> {
  if (!isReachable.value) isReachable.value = await answersAtAll();
  else if (session.value) await report();
}
