import type { DesignationKind, EnterpriseDetail, GroundLoss, ReasonCode } from "@/api/types";

/** Something by which an enterprise may lose its ground; `kind` where it is the end of that title. */
export interface LossEvent {
  value: string;
  kind?: DesignationKind;
}

/** What can happen to an enterprise as it stands: a title that still runs ends, its credit becomes
    dishonest, or the record says it already. */
export function eventsOf(enterprise: EnterpriseDetail, today: string): LossEvent[] {
  return [
    ...enterprise.designations.filter((one) => !one.until || one.until >= today)
      .map((one) => ({ value: `designation:${one.id}`, kind: one.kind })),
    ...(enterprise.credit_status === "dishonest" ? [] : [{ value: "dishonest" }]),
    { value: "recorded" },
  ];
}

/** The body of the question; nothing while it is not said what happened, and when. */
export function lossOf(event: string, until: string, reason: ReasonCode | ""): GroundLoss | undefined {
  const because = reason ? { reason_code: reason } : {};
  if (event === "dishonest") return { credit_status: "dishonest", ...because };
  if (event === "recorded") return because;
  const [kind, id] = event.split(":");
  return kind === "designation" && until ? { designation: Number(id), until, ...because } : undefined;
}
