import { computed, shallowRef } from "vue";

import { answerOf, client } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Role, Session } from "@/api/types";

/** Who is signed in here. The cookie is the server's affair; a page only learns whom it stands for. */
export const session = shallowRef<Session>();

export const actor = computed(() => session.value?.actor);
export const isSettled = computed(() => session.value?.standing === "settled");

/** Whether the one who is signed in has one of these roles: what a role cannot do is not offered. */
export function may(...roles: Role[]): boolean {
  return actor.value !== undefined && roles.includes(actor.value.role);
}

/** Finds out whether there is a session already. */
export async function resumeSession(): Promise<void> {
  try {
    session.value = await answerOf(client.GET("/v1/session"));
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.name !== "unauthorized") throw problem;
  }
}

export async function signIn(name: string, password: string, code?: string): Promise<void> {
  session.value = await answerOf(client.POST("/v1/session", { body: { name, password, ...(code && { code }) } }));
}

export async function signOut(): Promise<void> {
  await answerOf(client.DELETE("/v1/session"));
  session.value = undefined;
}
