import type { Text } from "@/api/types";

/** What the pages read of a policy; schema/policy.schema.json has all of it. */
export interface PolicyDocument {
  id: string;
  version: number;
  title: Text;
  document_number?: string;
  threshold: string;
  validity: { last_day: string; years_after: number };
  grace_days: number;
  renewal_days: number;
  services: Service[];
}

export interface Service {
  code: string;
  sector: "health" | "finance" | "education";
  name: Text;
  for: ("self" | "spouse" | "child" | "parent")[];
  quota?: { uses: number; per: string };
}
