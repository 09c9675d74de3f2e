import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import terms from "@/words/terms";

const contract = readFileSync(
  path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../schema/openapi.yaml"), "utf8");

/** The values of an enumeration of the contract. */
function valuesOf(schema: string): string[] {
  const found = new RegExp(`^    ${schema}:(?: \\{|\\n {6}).*?enum: \\[([^\\]]+)\\]`, "ms").exec(contract);
  return found![1]!.split(",").map((word) => word.trim());
}

test.each([
  ["Role", "role"],
  ["ApplicationState", "applicationState"],
  ["CardState", "cardState"],
  ["DesignationKind", "designation"],
  ["CreditStatus", "credit"],
  ["TaxBasis", "basis"],
  ["HolderRole", "category"],
  ["DecisionVerdict", "verdict"],
  ["ReasonCode", "reason"],
  ["ReviewState", "reviewState"],
  ["ReviewOutcome", "reviewOutcome"],
  ["PrintState", "printState"],
  ["BatchState", "batchState"],
  ["BatchCardState", "batchCardState"],
  ["Sector", "sector"],
  ["CredentialKind", "credential"],
  ["CredentialState", "credentialState"],
  ["TokenScope", "scope"],
  ["Verdict", "check"],
  ["UseStanding", "useStanding"],
  ["Beneficiary", "beneficiary"],
  ["TurnedAway", "turnedAway"],
])("every %s has its word", (schema, group) => {
  expect(Object.keys(terms.zh[group as keyof typeof terms.zh]).sort()).toEqual(valuesOf(schema).sort());
});
