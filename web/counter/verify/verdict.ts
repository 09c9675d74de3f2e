/** What a counter is told of a card (`cardlib/credential/verdict.h`). */
export const allVerdicts = [
  "valid", "not_yet_valid", "expired", "lost", "suspended", "revoked", "superseded", "bad_signature", "unknown_card",
  "not_entitled", "partner_not_contracted", "quota_used", "stale_status", "offline", "unreadable",
] as const;
export type Verdict = (typeof allVerdicts)[number];
export type Colour = "green" | "red" | "amber";

const amber: readonly Verdict[] = ["stale_status", "offline", "unreadable"];

/** Green: serve. Red: do not. Amber: cannot tell, an error of ours or of the network, never the card's. */
export function colourOf(verdict: Verdict): Colour {
  return verdict === "valid" ? "green" : amber.includes(verdict) ? "amber" : "red";
}
