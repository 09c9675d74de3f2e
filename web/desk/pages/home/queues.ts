import type { ApplicationState, Queues, Role } from "@/api/types";

/** A number of the home page: how much is there for whoever looks, and of how much. */
export interface Waiting {
  key: ApplicationState | "tax";
  mine: number;
  all: number;
  /** Since when the one waits that has waited longest. */
  oldest: string | null;
  to: string;
}

export const stages: ApplicationState[] = ["draft", "submitted", "checked", "approved", "returned"];

// The queues that a role works on, the most pressing first.
const ownStages: Partial<Record<Role, ApplicationState[]>> = {
  clerk: ["submitted", "returned", "draft"],
  approver: ["checked", "approved", "submitted"],
};

function stageOf(queues: Queues, state: ApplicationState): Queues["applications"][number] | undefined {
  return queues.applications.find((one) => one.state === state);
}

/** What a role has to do; nothing for those who only look on. */
export function ownWork(queues: Queues, role: Role | undefined): Waiting[] {
  const own = role && ownStages[role];
  if (!own) return [];
  const work = own.map((state): Waiting => {
    const stage = stageOf(queues, state);
    return {
      key: state, mine: stage?.for_me ?? 0, all: stage?.count ?? 0, oldest: stage?.oldest ?? null,
      to: `/applications?state=${state}&mine=1`,
    };
  });
  const { tax_records: tax } = queues;
  return [...work, { key: "tax", mine: tax.for_me, all: tax.count, oldest: tax.oldest, to: "/tax-records?mine=1" }];
}

/** Every stage with all that waits there, in the order of an application's way. */
export function overview(queues: Queues): Waiting[] {
  const rows = stages.map((state): Waiting => {
    const stage = stageOf(queues, state);
    return { key: state, mine: stage?.for_me ?? 0, all: stage?.count ?? 0, oldest: stage?.oldest ?? null, to: `/applications?state=${state}` };
  });
  const { tax_records: tax } = queues;
  return [...rows, { key: "tax", mine: tax.for_me, all: tax.count, oldest: tax.oldest, to: "/tax-records" }];
}
