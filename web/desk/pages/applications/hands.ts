import type { Application } from "@/api/types";

/** Whether somebody had a hand in an application already, so that its approval is another's. The
    server knows all its authors and has the last word; a page does not offer what must fail. */
export function ownHand(application: Application, name: string | undefined): boolean {
  return application.drafted.by === name || application.checked?.by === name;
}

/** What may be done with an application as it stands, by role and by who did what before. */
export type Act = "submit" | "check" | "approve" | "issue" | "return" | "reject";

export function actsOn(application: Application, who: { name: string; role: string } | undefined): Act[] {
  if (!who) return [];
  const clerk = who.role === "clerk";
  const approver = who.role === "approver";
  const acts: Act[] = [];
  if (clerk && (application.state === "draft" || application.state === "returned")) acts.push("submit");
  if ((clerk || approver) && application.state === "submitted" && application.drafted.by !== who.name) acts.push("check");
  if (approver && application.state === "checked" && !ownHand(application, who.name)) acts.push("approve");
  if (approver && application.state === "approved") acts.push("issue");
  const withDesk = ["submitted", "checked", "approved"].includes(application.state);
  if ((clerk || approver) && withDesk) acts.push("return");
  if ((clerk || approver) && (withDesk || application.state === "returned")) acts.push("reject");
  return acts;
}
