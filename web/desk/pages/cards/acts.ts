import type { Card, ReasonCode, Role } from "@/api/types";

export type CardAct = "reportLost" | "suspend" | "reinstate" | "replace" | "renew" | "revoke" | "handOver";

const renewalOpens = 60; // days before the last one

/** What may be done with a card as it stands, by role: the server has the last word. `daysLeft` is
    counted to its last day. */
export function actsOn(card: Card, role: Role | undefined, daysLeft: number): CardAct[] {
  const clerk = role === "clerk";
  const approver = role === "approver";
  if (!clerk && !approver) return [];
  const acts: CardAct[] = [];
  const isOpen = card.state === "active" || card.state === "lost" || card.state === "suspended";
  if (card.state === "active" && card.print.state === "printed") acts.push("handOver");
  if (card.state === "active") acts.push("reportLost", "suspend");
  if (card.state === "lost" || (approver && card.state === "suspended")) acts.push("reinstate");
  if (clerk && card.state === "active" && daysLeft <= renewalOpens && !card.successor) acts.push("renew");
  if (approver && isOpen) acts.push("replace");
  if (approver && (isOpen || card.state === "prepared")) acts.push("revoke");
  return acts;
}

/** Grounds on which the desk takes a card away by hand; the rest come with acts of their own. */
export const revocationReasons: ReasonCode[] = ["left_enterprise", "lent_or_misused", "false_material", "deceased",
  "issued_in_error", "dishonest_enterprise", "delisted", "tax_below_threshold"];
