import type { Verdict } from "./verdict.ts";

/** Why a token is not valid here and now, with the verdict of each: the rows of
    `cardlib/credential/refusal.cpp` that a verifier without a server can come to. */
export const verdicts = {
  partner_not_contracted: "partner_not_contracted",
  too_large: "unreadable",
  bad_text: "unreadable",
  malformed: "unreadable",
  wrong_tag: "unreadable",
  bad_header: "unreadable",
  missing_claim: "unreadable",
  unknown_claim: "unreadable",
  bad_claim: "unreadable",
  bad_time: "unreadable",
  bad_status: "unreadable",
  bad_holder_key: "unreadable",
  unknown_sector: "unreadable",
  key_not_in_pack: "stale_status",
  wrong_purpose: "bad_signature",
  revoked_key: "bad_signature",
  wrong_signature: "bad_signature",
  outlives_key: "bad_signature",
  wrong_type: "bad_signature",
  wrong_issuer: "bad_signature",
  wrong_credential_type: "bad_signature",
  wrong_status_uri: "bad_signature",
  unexpected_key_binding: "bad_signature",
  bearer_refused: "bad_signature",
  key_binding_not_awaited: "bad_signature",
  issued_in_future: "not_yet_valid",
  not_yet_valid: "not_yet_valid",
  expired: "expired",
  suspended: "suspended",
  revoked: "revoked",
  not_listed: "stale_status",
  unknown_value: "stale_status",
  trust_list_expired: "stale_status",
  pack_expired: "stale_status",
  list_expired: "stale_status",
  list_too_old: "stale_status",
  clock_set_back: "stale_status",
} as const satisfies Record<string, Verdict>;

export type RefusalName = keyof typeof verdicts;

/** Thrown inside the verifier, and caught by it. */
export class Refusal extends Error {
  constructor(readonly refusal: RefusalName) {
    super(refusal);
  }
}

export function refuseUnless(good: unknown, refusal: RefusalName): asserts good {
  if (!good) throw new Refusal(refusal);
}
