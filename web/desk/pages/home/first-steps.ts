import type { Actor, Session } from "@/api/types";

/** What an administrator can learn of a new installation. */
export interface Installation {
  session: Pick<Session, "standing" | "second_factor">;
  policy: { id: string; version: number } | null;
  actors: readonly Actor[];
  hasEnterprise: boolean;
  hasCard: boolean;
}

export type StepName = "password" | "factor" | "policy" | "accounts" | "roster" | "card";

export interface FirstStep {
  name: StepName;
  done: boolean;
  /** Where it is done, or, where others do it, where it is seen. */
  to: string;
}

/** Whoever drafts, whoever checks and whoever approves are three; one of them at least has each role. */
const hands = 3;

export interface Crew {
  clerks: number;
  approvers: number;
  /** Names of those who have an account and have not moved in. */
  awaited: string[];
  enough: boolean;
}

/** Who could bring an application to its card today. */
export function crewOf(actors: readonly Actor[]): Crew {
  const hired = actors.filter((one) => !one.disabled && (one.role === "clerk" || one.role === "approver"));
  const present = hired.filter((one) => !one.one_time_password);
  const clerks = present.filter((one) => one.role === "clerk").length;
  const approvers = present.length - clerks;
  return {
    clerks, approvers,
    awaited: hired.filter((one) => one.one_time_password).map((one) => one.name),
    enough: clerks > 0 && approvers > 0 && present.length >= hands,
  };
}

/** The way from an empty data directory to the first card. */
export function firstSteps(given: Installation): FirstStep[] {
  return [
    { name: "password", done: given.session.standing !== "password-change-needed", to: "/account" },
    { name: "factor", done: given.session.second_factor.confirmed_at !== null, to: "/account" },
    { name: "policy", done: given.policy !== null, to: given.policy ? "/policy" : "/policy/draft" },
    { name: "accounts", done: crewOf(given.actors).enough, to: "/accounts" },
    { name: "roster", done: given.hasEnterprise, to: "/enterprises" },
    { name: "card", done: given.hasCard, to: "/cards" },
  ];
}
