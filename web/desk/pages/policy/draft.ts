import type { PolicyComparison } from "@/api/types";

/** What somebody typed, where it is a JSON object; the server says whether it is a policy. */
export function documentOf(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The same policy under the next number, to be changed. */
export function nextVersionOf(document: Record<string, unknown>): Record<string, unknown> {
  return { ...document, version: Number(document.version ?? 0) + 1 };
}

/** The first day on which a document would be in force: today where it names an earlier one. */
export function firstDayOf(document: Record<string, unknown>, today: string): string {
  const { from } = (document.effective ?? {}) as { from?: unknown };
  return typeof from === "string" && /^\d{4}-\d{2}-\d{2}$/.test(from) && from > today ? from : today;
}

type Outcomes = PolicyComparison["outcomes"];

/** What moves first, then what stays; within them the most cards first. */
export function inOrder(outcomes: Outcomes): Outcomes {
  const moves = (one: Outcomes[number]) => (one.before === one.after ? 0 : 1);
  return [...outcomes].sort((a, b) => moves(b) - moves(a) || b.live_cards - a.live_cards || b.enterprises - a.enterprises);
}

/** How many enterprises are decided otherwise than before, and their live cards. */
export function changesOf(comparison: PolicyComparison): { enterprises: number; cards: number } {
  return comparison.outcomes.filter((one) => one.before !== one.after).reduce(
    (all, one) => ({ enterprises: all.enterprises + one.enterprises, cards: all.cards + one.live_cards }), { enterprises: 0, cards: 0 });
}
