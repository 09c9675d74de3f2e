import { expect, test } from "vitest";

import { Problem, unreachable } from "@/api/problem";
import problems, { adviceOn, titleOf } from "@/words/problems";

function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

const say = (key: string) => key.split(".").slice(1).reduce<unknown>((words, name) => (words as Record<string, unknown>)[name], problems.zh) as string;

test("a problem is known by the last part of its type", () => {
  const problem = Problem.of(answer(409), { type: "/problems/quota-full", title: "名额已满", status: 409, instance: "/requests/r-1" });
  expect(problem.name).toBe("quota-full");
  expect(titleOf(problem, say)).toBe("名额已满");
  expect(adviceOn(problem, say)).toBe(problems.zh.advice["quota-full"]);
  expect(problem.request).toBe("r-1");
});

test("a problem says when to try again", () => {
  expect(Problem.of(answer(429, { "Retry-After": "30" }), { type: "/problems/too-many-attempts", title: "x" }).retryAfter).toBe(30);
  expect(Problem.of(answer(429), { type: "/problems/busy", title: "x" }).retryAfter).toBeUndefined();
});

test("a problem names the members that are wrong", () => {
  const problem = Problem.of(answer(400), { type: "/problems/bad-request", title: "x", errors: [{ pointer: "/name", zh: "太长", en: "too long" }] });
  expect(problem.members.get("name")).toEqual({ zh: "太长", en: "too long" });
});

test("a broken machine and an answer that is no problem document have words of our own", () => {
  for (const body of [{ type: "about:blank", title: "Internal Server Error", status: 500 }, "<html>", undefined]) {
    const problem = Problem.of(answer(500), body);
    expect(problem.name).toBe("internal");
    expect(titleOf(problem, say)).toBe(problems.zh.internal);
  }
  expect(titleOf(unreachable(), say)).toBe(problems.zh.unreachable);
});

test("what the server has said in full gets no advice", () => {
  expect(adviceOn(new Problem("contract-ended", "合同已到期"), say)).toBe("");
});
