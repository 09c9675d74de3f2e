import type { Review, Role } from "@/api/types";
import { progressOf } from "./progress";

export type ReviewAct = "redraft" | "confirm" | "finish" | "cancel";

/** Why an act that comes next is not this person's, or not of today. */
export type Obstacle = "ownDraft" | "forApprover" | "graceRuns";

interface Who {
  name: string;
  role: Role;
}

/** What somebody may do with a review on that day, and what holds up its next step for them. The
    server has the last word. */
export function actsOn(review: Review, who: Who | undefined, today: string): { acts: ReviewAct[]; obstacle?: Obstacle } {
  if (!who || (who.role !== "clerk" && who.role !== "approver")) return { acts: [] };
  const approver = who.role === "approver";
  switch (review.state) {
    case "draft": {
      const own = review.drafted.by === who.name;
      const acts: ReviewAct[] = approver ? ["cancel", "redraft"] : ["redraft"];
      if (approver && !own) return { acts: [...acts, "confirm"] };
      return { acts, obstacle: own ? "ownDraft" : "forApprover" };
    }
    case "confirmed": {
      if (review.grace_until !== null && today <= review.grace_until) return { acts: cancelling(review, approver), obstacle: "graceRuns" };
      return approver ? { acts: [...cancelling(review, true), "finish"] } : { acts: [], obstacle: "forApprover" };
    }
    case "judging": return { acts: approver ? ["cancel", "redraft"] : ["redraft"] };
    default: return { acts: [] };
  }
}

// Once an enterprise is settled a review can be finished, and nothing else.
function cancelling(review: Review, approver: boolean): ReviewAct[] {
  return approver && progressOf(review).done === 0 ? ["cancel"] : [];
}
