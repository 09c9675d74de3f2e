import type { PartnerDetail } from "@/api/types";

/** A site's short name, as the server takes it. */
export const isSiteCode = (text: string) => /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(text);

export const cardFields = ["number", "holder_name", "holder_id_last4", "enterprise_name", "category", "valid_until"] as const;
export type CardField = (typeof cardFields)[number];

export const scopes = ["verify", "use", "changes"] as const;
export type Scope = (typeof scopes)[number];

type Key = PartnerDetail["keys"][number];

/** How many more keys of a kind there may be: two are live at a time, so that one can follow the other. */
export const keysLeft = (keys: readonly Key[], kind: Key["kind"]) =>
  2 - keys.filter((key) => key.kind === kind && key.revoked_at === null).length;

/** The public JWK in what was pasted; nothing where it is none, or holds the private half. */
export function publicJwk(pasted: string): Record<string, unknown> | undefined {
  try {
    const jwk: unknown = JSON.parse(pasted);
    if (typeof jwk !== "object" || jwk === null || Array.isArray(jwk)) return undefined;
    const { kty, crv, d } = jwk as Record<string, unknown>;
    return kty === "EC" && crv === "P-256" && d === undefined ? (jwk as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
