import { computed, ref, shallowRef } from "vue";

import { importKey, type PublicKey } from "../verify/keys";
import { openPack, type Pack } from "../verify/pack";
import { readState, stateAfter, writeState, type PackState } from "../verify/pack-state";
import type { Evidence } from "../verify/verifier";
import { isReachable } from "./ask";
import { profile } from "./session";
import { keep, readKept } from "./kept";

/** The offline pack on this device: taken where it verifies and is no older than what was seen, and
    written to the disk together with what was seen before anything is answered from it. */
export const evidence = shallowRef<Evidence>();

/** What stops or hinders checking offline, for somebody to deal with. */
export const packFault = ref<"root" | "state" | "pack">();

/** The root's key as this device first learned it, and the state of docs/offline-pack.md. */
interface Trust { root: Record<string, string>; nextRoot?: Record<string, string>; state?: string }

const packText = "pack";
const trustOf = "trust";

export const packIssuedAt = computed(() => evidence.value?.pack.issuedAt);

/** What was kept, as it was left. */
export async function loadPack(): Promise<void> {
  const text = await readKept<string>(packText);
  const trust = await readKept<Trust>(trustOf);
  if (!text || !trust) return;
  const root = await importKey(trust.root);
  const pack = root && await openPack(text, root);
  const state = trust.state ? await readState(trust.state) : undefined;
  if (trust.state && !state) packFault.value = "state";
  else if (pack && state && isOfState(pack, state)) evidence.value = { pack, state };
}

function isOfState(pack: Pack, state: PackState): boolean {
  return pack.hash === state.pack.sha256 && pack.trustList.hash === state.trust_list.sha256;
}

let taking: Promise<void> | undefined;

/** Fetches the pack as it is now, and takes it where it may be taken. */
export function refreshPack(): Promise<void> {
  taking ??= fetchAndTake().finally(() => { taking = undefined; });
  return taking;
}

async function fetchAndTake(): Promise<void> {
  if (!profile.value || !isReachable.value) return;
  let text: string;
  try {
    const response = await fetch("/offline-pack", { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
    if (!response.ok) return;
    text = await response.text();
  } catch {
    return; // asked again in a while
  }
  await take(text, profile.value.root);
}

async function take(text: string, offered: Record<string, string>): Promise<void> {
  const trust = await readKept<Trust>(trustOf);
  const root = await trustedRoot(trust, offered);
  if (!root) return void fail("root");
  const pack = await openPack(text, root);
  if (!pack) return void (packFault.value = "pack");
  const seen = trust?.state ? await readState(trust.state) : undefined;
  if (trust?.state && !seen) return void fail("state"); // never taken for a first start
  const state = stateAfter(seen, pack);
  if (typeof state === "string") return void (packFault.value = "pack");
  const next: Trust = { root: root.jwk as Record<string, string>, state: await writeState(state),
    ...(pack.trustList.nextRoot && { nextRoot: pack.trustList.nextRoot.jwk as Record<string, string> }) };
  await keep({ [packText]: text, [trustOf]: next });
  evidence.value = { pack, state };
  packFault.value = undefined;
}

function fail(fault: "root" | "state") {
  evidence.value = undefined;
  packFault.value = fault;
}

/** The pinned key; another one only where the pinned one has announced it. */
async function trustedRoot(trust: Trust | undefined, offered: Record<string, string>): Promise<PublicKey | undefined> {
  const fresh = await importKey(offered);
  if (!trust) return fresh;
  const pinned = await importKey(trust.root);
  if (!fresh || fresh.kid === pinned?.kid) return pinned;
  const announced = trust.nextRoot && await importKey(trust.nextRoot);
  return announced?.kid === fresh.kid ? fresh : undefined;
}

export function dropPack(): void {
  evidence.value = undefined;
  packFault.value = undefined;
}
