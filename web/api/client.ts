import createClient, { type Middleware } from "openapi-fetch";

import { Problem, unreachable } from "./problem";
import type { paths } from "./schema.gen";

/** What every request tells about who asks, and who learns of a session that has ended. */
export interface Asking {
  language: () => string;
  csrfToken: () => string | undefined;
  onSignedOut: () => void;
}

let asking: Asking = { language: () => "zh-CN", csrfToken: () => undefined, onSignedOut: () => {} };

export function askAs(who: Asking): void {
  asking = who;
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", asking.language());
    const token = asking.csrfToken();
    if (token && request.method !== "GET") request.headers.set("X-CSRF-Token", token);
    return request;
  },
};

export const client = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });
client.use(headers);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer that succeeded; throws a `Problem` for every other one, and for none. */
export async function answerOf<T>(pending: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await pending;
  } catch {
    throw unreachable();
  }
  if (answer.response.ok) return answer.data as T;
  const problem = Problem.of(answer.response, answer.error);
  if (problem.name === "unauthorized") asking.onSignedOut();
  throw problem;
}
