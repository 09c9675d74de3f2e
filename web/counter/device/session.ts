import { computed, ref, shallowRef } from "vue";

import { Problem } from "@/api/problem";
import type { Session, TotpOffer } from "@/api/types";
import { ask, isReachable, signWith, whenSignedOut } from "./ask";
import type { CounterProfile } from "./contract";
import { emptyQueue, forget, keep, readKept } from "./kept";

/** Who works here. The cookie is the server's affair; the profile is kept, so that a device on which
    somebody has signed in works without a network. */
export const session = shallowRef<Session>();
export const profile = shallowRef<CounterProfile>();
export const hasEnded = ref(false);

/** Where a person stands before work begins. */
export const standing = computed(() => {
  if (session.value && session.value.actor.role as string !== "counter") return "not-a-counter";
  if (session.value && session.value.standing !== "settled") return session.value.standing;
  if (profile.value && !hasEnded.value) return "ready";
  return "signed-out";
});

whenSignedOut(() => {
  if (profile.value) hasEnded.value = true;
  session.value = undefined;
});

/** With what the device keeps, at once; the session is looked for behind it. */
export async function startSession(): Promise<void> {
  if (await readKept("leaving")) await leaveServer().catch(() => {});
  else profile.value = await readKept<CounterProfile>("profile");
  const found = resumeSession();
  if (!profile.value) await found;
}

export async function resumeSession(): Promise<void> {
  try {
    await enter(await ask<Session>("GET", "/v1/session", { patience: 4000 }));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

async function enter(found: Session): Promise<void> {
  session.value = found;
  signWith(found.csrf_token);
  if (standing.value === "not-a-counter" || found.standing !== "settled") return;
  const fresh = await ask<CounterProfile>("GET", "/v1/counter");
  await keep({ profile: fresh });
  profile.value = fresh;
  hasEnded.value = false;
}

export async function signIn(name: string, password: string, code?: string): Promise<void> {
  await enter(await ask<Session>("POST", "/v1/session", { body: { name, password, ...(code && { code }) } }));
}

export async function changePassword(current: string, next: string): Promise<void> {
  await enter(await ask<Session>("PUT", "/v1/me/password", { body: { current, new: next } }));
}

export const offerTotp = () => ask<TotpOffer>("POST", "/v1/me/totp");

/** Gives the recovery codes; the session that comes with them is entered by `goOn`. */
export async function confirmTotp(code: string): Promise<{ codes: string[]; goOn: () => Promise<void> }> {
  const { recovery_codes: codes, ...next } = await ask<Session & { recovery_codes: string[] }>("POST", "/v1/me/totp/confirm", { body: { code } });
  signWith(next.csrf_token);
  return { codes, goOn: () => enter(next) };
}

async function leaveServer(): Promise<void> {
  try {
    const found = await ask<Session>("GET", "/v1/session", { patience: 4000 });
    signWith(found.csrf_token);
    await ask("DELETE", "/v1/session");
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.name !== "unauthorized") throw problem;
  }
  await forget("leaving");
}

/** Erases what the device keeps, but for the root's key and what was seen of packs: those guard
    against an older pack, and tell of nobody. A session that cannot be ended now is ended with the
    first answer of the server. */
export async function signOut(): Promise<void> {
  await keep({ leaving: true });
  await forget("profile", "pack", "results");
  await emptyQueue();
  localStorage.removeItem("servicecard.site");
  profile.value = undefined;
  session.value = undefined;
  hasEnded.value = false;
  if (isReachable.value) await leaveServer().catch(() => {});
  signWith(undefined);
}
