import type { Check, Redemption, Role } from "@/api/types";
import type { Tone } from "@/ui/StateBadge.vue";

const cannotTell: Check["verdict"][] = ["stale_status", "offline", "unreadable"];

/** As the counter sees a verdict: to be served, not to be, or nobody can tell. */
export function toneOf(verdict: Check["verdict"]): Tone {
  if (verdict === "valid") return "good";
  return cannotTell.includes(verdict) ? "wait" : "bad";
}

/** Whether a use counts against its quota now. */
export function counts(use: Pick<Redemption, "standing" | "voided">): boolean {
  return use.standing === "counted" && use.voided === null;
}

/** The desk takes a use back at any time, once: one that never counted has no place to give back. */
export function mayVoid(use: Pick<Redemption, "standing" | "voided">, role: Role | undefined): boolean {
  return role === "approver" && counts(use);
}
