import type { components, operations } from "./schema.gen";

type Schemas = components["schemas"];

export type Actor = Schemas["Actor"];
export type Alarm = Schemas["Alarm"];
export type AlarmDetail = Schemas["AlarmDetail"];
export type Application = Schemas["Application"];
export type ApplicationState = Schemas["ApplicationState"];
export type BatchCardState = Schemas["BatchCardState"];
export type BatchItem = Schemas["BatchItem"];
export type BatchState = Schemas["BatchState"];
export type Card = Schemas["Card"];
export type CardDetail = Schemas["CardDetail"];
export type CardState = Schemas["CardState"];
export type Check = Schemas["Check"];
export type ComparedEnterprise = Schemas["ComparedEnterprise"];
export type Contact = Schemas["Contact"];
export type Decision = Schemas["Decision"];
export type DepartureReport = Schemas["DepartureReport"];
export type DeskRole = Schemas["DeskRole"];
export type Designation = Schemas["Designation"];
export type DesignationKind = Schemas["DesignationKind"];
export type Enterprise = Schemas["Enterprise"];
export type EnterpriseDetail = Schemas["EnterpriseDetail"];
export type Grace = Schemas["Grace"];
export type GroundLoss = Schemas["GroundLoss"];
export type GroundLossReport = Schemas["GroundLossReport"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type JournalEntry = Schemas["JournalEntry"];
export type Paper = Schemas["Paper"];
export type Partner = Schemas["Partner"];
export type PartnerDetail = Schemas["PartnerDetail"];
export type Person = Schemas["Person"];
export type PolicyComparison = Schemas["PolicyComparison"];
export type PolicySummary = Schemas["PolicySummary"];
export type Queues = Schemas["Queues"];
export type PrintBatch = Schemas["PrintBatch"];
export type PrintState = Schemas["PrintState"];
export type Quota = Schemas["Quota"];
export type ReasonCode = Schemas["ReasonCode"];
export type Redemption = Schemas["Redemption"];
export type Review = Schemas["Review"];
export type Reviewed = Schemas["Reviewed"];
export type ReviewOutcome = Schemas["ReviewOutcome"];
export type ReviewState = Schemas["ReviewState"];
export type Role = Schemas["Role"];
export type RosterReport = Schemas["RosterReport"];
export type Session = Schemas["Session"];
export type Step = Schemas["Step"];
export type TaxRecord = Schemas["TaxRecord"];
export type Text = Schemas["Text"];
export type WaitingTaxRecord = Schemas["WaitingTaxRecord"];
export type TotpOffer = Schemas["TotpOffer"];

/** What a list can be sorted by. */
type Sort<List extends "listCards" | "listEnterprises"> = NonNullable<NonNullable<operations[List]["parameters"]["query"]>["sort"]>;
export type CardSort = Sort<"listCards">;
export type EnterpriseSort = Sort<"listEnterprises">;

/** One rule of a decision and what became of it; the contract leaves its shape open. */
export interface Trace {
  result: "yes" | "no" | "pending" | "needs_exact_amount";
  zh: string;
  en: string;
  parts?: Trace[];
}
