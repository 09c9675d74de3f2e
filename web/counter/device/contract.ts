import type { Text } from "../words";
import type { Colour, Verdict } from "../verify/verdict";

/** What the counter asks of the server and gets from it (schema/openapi.yaml). */
export type Whom = "self" | "spouse" | "child" | "parent";

export interface CounterProfile {
  partner: { id: string; name: string; sector: "health" | "finance" | "education" };
  account: { name: string } | null;
  sites: { code: string; name: string }[];
  site: string | null;
  max_age_seconds: number | null;
  accepts_bearer: boolean;
  issuer: string;
  audience: string;
  root: Record<string, string>;
  contract: "in_force" | "none" | "not_begun" | "ended" | "suspended";
  services: { code: string; name: Text; for: Whom[]; quota: { uses: number; per: string } | null }[];
}

export interface QuotaLeft { uses: number; used: number; left: number; period: { from: string; until: string } }

export interface Verified {
  id: string;
  verdict: Verdict;
  colour: Colour;
  reason: string | null;
  text: Text;
  next_step: Text;
  checked_at: string;
  status_as_of: string;
  data_age_seconds: number;
  card: {
    number: string | null; holder_name: string | null; holder_id_last4: string | null; enterprise_name: string | null;
    category: "principal" | "talent" | null; valid_until: string | null;
  } | null;
  services: { code: string; name: Text; for: Whom[]; state: Verdict; quota: QuotaLeft | null }[];
}

export interface Redemption {
  id: number;
  card_number: string;
  service: string;
  name: Text;
  for: Whom;
  site: string | null;
  /** `counted`, or why a use that was reported afterwards is not. */
  standing: string;
  used_at: string;
  quota: QuotaLeft | null;
  voidable_until: string;
  voided: { at: string } | null;
  receipt: { code: string; jwt: string } | null;
}

export type RefusalReason = "not_offered" | "no_capacity" | "wrong_site" | "system_failure" | "other";
export const refusalReasons: RefusalReason[] = ["not_offered", "no_capacity", "wrong_site", "system_failure", "other"];

export interface OfflineItem {
  key: string;
  at: string;
  token: { uri: string; idx: number; hash: string };
  site: string | null;
  use: { service: string; for: Whom } | null;
  refusal: { reason: RefusalReason; service?: string } | null;
}

export interface OfflineOutcome { key: string; outcome: string; verdict: Verdict | null; record: number | null }
