import { ref } from "vue";

import { Problem, unreachable } from "@/api/problem";
import { language } from "../words";

/** Whether the server answered the last time that it was asked. */
export const isReachable = ref(navigator.onLine);

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
  /** How long a counter waits for it, in milliseconds. */
  patience?: number;
}

let csrfToken: string | undefined;
let onSignedOut = () => {};

export function signWith(token: string | undefined): void {
  csrfToken = token;
}

export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** The server's answer; throws a `Problem` where there is none, or none that succeeded. */
export async function ask<T>(method: string, path: string, { body, headers, patience = 8000 }: Asked = {}): Promise<T> {
  const response = await send(method, path, {
    method, signal: AbortSignal.timeout(patience), cache: "no-store", credentials: "same-origin",
    headers: {
      "Accept-Language": language.value,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(csrfToken && method !== "GET" && { "X-CSRF-Token": csrfToken }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const problem = Problem.of(response, answer);
  if (problem.name === "unauthorized") onSignedOut();
  throw problem;
}

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init);
    isReachable.value = true;
    return response;
  } catch {
    if (method !== "GET" || !navigator.onLine) isReachable.value = false;
    else isReachable.value = await answersAtAll();
    throw unreachable();
  }
}

/** Asks for nothing but a sign of life. */
export async function answersAtAll(): Promise<boolean> {
  try {
    return (await fetch("/readyz", { cache: "no-store", signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

/** Whether an error says nothing of what was asked: the network's, or the server's own. */
export function isOurs(problem: unknown): boolean {
  return problem instanceof Problem && (problem.name === "unreachable" || problem.status >= 500);
}
