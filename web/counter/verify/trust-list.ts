import { base64url, digestOf } from "./octets.ts";
import { arrayMember, asObject, member, objectMember, textMember, timeMember, wholeMember, type Json } from "./json.ts";
import { isIssuer } from "./issuer.ts";
import { isJwtSignedBy, parseJwt } from "./jws.ts";
import { importKey, type PublicKey } from "./keys.ts";

/** The one authority on the issuer's keys (docs/trust-list.md), verified with the root's key. */
export interface TrustList {
  issuer: string;
  sequence: number;
  issuedAt: number;
  expires: number;
  keys: TrustedKey[];
  nextRoot?: PublicKey;
  hash: string;
}

const purposes = ["card", "status", "pack", "receipt", "journal"] as const;
const states = ["pending", "active", "retired", "revoked"] as const;
export type Purpose = (typeof purposes)[number];

export interface TrustedKey {
  purpose: Purpose;
  state: (typeof states)[number];
  created: number;
  since: number;
  expires: number;
  key: PublicKey;
}

const largest = 1024 * 1024;
const mostKeys = 1000;

export async function readTrustList(text: string, root: PublicKey): Promise<TrustList | undefined> {
  const jwt = text.length <= largest ? parseJwt(text) : undefined;
  if (!jwt || jwt.typ !== "trust-list+jwt" || jwt.kid !== root.kid || !(await isJwtSignedBy(jwt, root))) return undefined;
  const { claims } = jwt;
  const issuer = textMember(claims, "iss") ?? "";
  const sequence = wholeMember(claims, "seq") ?? 0;
  const issuedAt = timeMember(claims, "iat");
  const expires = timeMember(claims, "exp");
  const items = arrayMember(claims, "keys");
  if (!isIssuer(issuer) || sequence < 1 || issuedAt === undefined || expires === undefined || issuedAt >= expires || !items) return undefined;
  const keys = await Promise.all(items.slice(0, mostKeys + 1).map(readKey));
  const nextRoot = await importKey(objectMember(claims, "next_root"));
  if (!keys.every((key) => key !== undefined) || !agree(keys, root)) return undefined;
  if (member(claims, "next_root") !== undefined && !nextRoot) return undefined;
  // The payload is, to the octet, what the root writes.
  const again = { iss: issuer, seq: sequence, iat: issuedAt, exp: expires, keys: keys.map(jsonOf),
    ...(nextRoot && { next_root: nextRoot.jwk }) };
  if (JSON.stringify(again) !== jwt.payload) return undefined;
  return { issuer, sequence, issuedAt, expires, keys, nextRoot, hash: await digestOf(text) };
}

async function readKey(item: Json): Promise<TrustedKey | undefined> {
  const from = asObject(item);
  const purpose = purposes.find((one) => one === textMember(from, "purpose"));
  const state = states.find((one) => one === textMember(from, "state"));
  const created = timeMember(from, "created");
  const since = timeMember(from, "since");
  const expires = timeMember(from, "exp");
  const key = await importKey(objectMember(from, "jwk"));
  if (!purpose || !state || created === undefined || since === undefined || expires === undefined || !key) return undefined;
  return created < expires && since >= created ? { purpose, state, created, since, expires, key } : undefined;
}

function jsonOf({ purpose, state, created, since, expires, key }: TrustedKey) {
  return { purpose, state, created, since, exp: expires, jwk: key.jwk };
}

/** No key twice, even by its short name; one active key a purpose; never the root itself. */
function agree(keys: TrustedKey[], root: PublicKey): boolean {
  const active = keys.filter(({ state }) => state === "active").map(({ purpose }) => purpose);
  return keys.length <= mostKeys && new Set(keys.map(({ key }) => shortKid(key.kid))).size === keys.length &&
    new Set(active).size === active.length && keys.every(({ key }) => key.kid !== root.kid);
}

/** The first eight octets, by which COSE headers name a key. */
export function shortKid(kid: string): string {
  return base64url.encode(base64url.decode(kid)!.subarray(0, 8));
}
