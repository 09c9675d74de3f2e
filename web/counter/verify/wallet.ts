import { decodeSdJwt, getClaims } from "@sd-jwt/decode";

import { sectors, type Sector, type TokenClaims } from "./card.ts";
import { parseCardNumber } from "./card-number.ts";
import { isStartOfDay } from "./days.ts";
import { asObject, arrayMember, hasOnly, member, objectMember, parseJson, textMember, wholeMember, type Json, type JsonObject } from "./json.ts";
import { isJwtSignedBy, parseJwt, type Jwt } from "./jws.ts";
import { importKey, type PublicKey } from "./keys.ts";
import { isPersonName } from "./names.ts";
import { base64url, digestOf, octetsOf, sha256, textOf } from "./octets.ts";
import { refuseUnless } from "./refusal.ts";

/** A wallet token: an SD-JWT VC (docs/wallet-token.md), read and not yet verified. */
export interface WalletToken {
  kid: string;
  issuer: string;
  credentialType: string;
  claims: TokenClaims;
  /** It counts with a proof of its holder's key alone. */
  isHolderBound: boolean;
  hash: string;
  isSignedBy(key: PublicKey): Promise<boolean>;
}

const required = ["iss", "iat", "nbf", "exp", "vct", "_sd_alg", "status", "services"];
const disclosable = ["card_number", "holder_name", "holder_id_last4", "enterprise_name", "enterprise_uscc", "category"];

export async function readWallet(text: string): Promise<WalletToken> {
  const [issued = "", ...rest] = text.split("~");
  const binding = rest.pop();
  const jwt = parseJwt(issued);
  refuseUnless(jwt && (!binding || parseJwt(binding)), "malformed");
  refuseUnless(jwt.kid !== undefined, "bad_header");
  refuseUnless(jwt.typ === "dc+sd-jwt", "wrong_type");
  checkVisible(jwt.claims);
  const visible = await readVisible(jwt.claims);
  await checkDisclosures(jwt.claims, rest);
  const disclosed = await disclose(text, jwt);
  const isHolderBound = member(jwt.claims, "cnf") !== undefined;
  refuseUnless(!binding || isHolderBound, "unexpected_key_binding");
  return { kid: jwt.kid, isHolderBound, issuer: textMember(jwt.claims, "iss")!, credentialType: textMember(jwt.claims, "vct")!,
    claims: { ...visible, ...disclosed }, hash: await digestOf(jwt.signed), isSignedBy: (key) => isJwtSignedBy(jwt, key) };
}

/** Everything that must be readable without a disclosure is there, and nothing else is. */
function checkVisible(payload: JsonObject) {
  for (const name of required) refuseUnless(member(payload, name) !== undefined, "missing_claim");
  refuseUnless(hasOnly(payload, [...required, "cnf", "_sd"]), "unknown_claim");
  refuseUnless(textMember(payload, "_sd_alg") === "sha-256" && textMember(payload, "iss") && textMember(payload, "vct"), "bad_claim");
  const services = objectMember(payload, "services");
  refuseUnless(services, "bad_claim");
  refuseUnless(hasOnly(services, ["_sd"]), "unknown_claim");
}

async function readVisible(payload: JsonObject) {
  const [issuedAt, notBefore, expires] = ["iat", "nbf", "exp"].map((name) => wholeMember(payload, name));
  refuseUnless(issuedAt !== undefined && notBefore !== undefined && expires !== undefined, "bad_claim");
  refuseUnless([issuedAt, notBefore, expires].every(isStartOfDay), "bad_time");
  const status = objectMember(payload, "status");
  const list = objectMember(status, "status_list");
  const index = wholeMember(list, "idx") ?? -1;
  const uri = textMember(list, "uri");
  refuseUnless(status && list && hasOnly(status, ["status_list"]) && hasOnly(list, ["idx", "uri"]) && index >= 0 && uri !== undefined, "bad_status");
  const cnf = objectMember(payload, "cnf");
  const bound = member(payload, "cnf") === undefined || (cnf && hasOnly(cnf, ["jwk"]) && await importKey(objectMember(cnf, "jwk")));
  refuseUnless(bound, "bad_holder_key");
  return { issuedAt, notBefore, expires, status: { uri, index } };
}

/** What RFC 9901 §7.1 demands of digests and disclosures, where our profile has them: at the top and
    in `services`, each of a name that may stand there. */
async function checkDisclosures(payload: JsonObject, encoded: string[]) {
  const top = digestsIn(payload);
  const inServices = digestsIn(objectMember(payload, "services")!);
  const all = [...top, ...inServices];
  refuseUnless(new Set(all).size === all.length, "malformed");
  const seen = new Set<string>();
  for (const one of encoded) {
    const digest = await digestOf(one);
    const place = top.includes(digest) ? "" : "services.";
    const name = place + nameIn(one);
    refuseUnless(all.includes(digest) && !seen.has(name), "malformed");
    seen.add(name);
    refuseUnless(place ? sectors.some((sector) => `services.${sector}` === name) : disclosable.includes(name), "unknown_claim");
  }
}

function digestsIn(level: JsonObject): string[] {
  if (member(level, "_sd") === undefined) return [];
  const digests = arrayMember(level, "_sd");
  refuseUnless(digests?.every((digest) => typeof digest === "string"), "malformed");
  return digests as string[];
}

function nameIn(encoded: string): string {
  const octets = base64url.decode(encoded);
  const parts = parseJson((octets && textOf(octets)) ?? "");
  refuseUnless(Array.isArray(parts) && parts.length === 3 && typeof parts[0] === "string" && typeof parts[1] === "string", "malformed");
  return parts[1];
}

const hasher = async (data: string | ArrayBuffer) =>
  sha256(typeof data === "string" ? octetsOf(data) : new Uint8Array(data));

async function disclose(text: string, { claims }: Jwt): Promise<Partial<TokenClaims> & Pick<TokenClaims, "services">> {
  const { disclosures } = await decodeSdJwt(text, hasher);
  const payload = await getClaims<JsonObject>(claims, disclosures, hasher);
  for (const name of disclosable) {
    const value = member(payload, name);
    refuseUnless(value === undefined || (typeof value === "string" && isGoodText(name, value)), "bad_claim");
  }
  return {
    cardNumber: textMember(payload, "card_number"), holderName: textMember(payload, "holder_name"),
    idLast4: textMember(payload, "holder_id_last4"), enterpriseName: textMember(payload, "enterprise_name"),
    category: textMember(payload, "category") as TokenClaims["category"], services: readServices(asObject(payload.services)!),
  };
}

function isGoodText(name: string, value: string): boolean {
  switch (name) {
    case "card_number": return parseCardNumber(value) === value;
    case "holder_name": return isPersonName(value);
    case "holder_id_last4": return /^\d{3}[\dX]$/.test(value);
    case "enterprise_uscc": return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value) || /^91410329FAKE[0-9A-Z]{6}$/.test(value);
    case "category": return value === "principal" || value === "talent";
    default: return value !== "";
  }
}

function readServices(services: JsonObject): Map<Sector, string[]> {
  return new Map(Object.entries(services).map(([name, codes]: [string, Json]) => {
    const good = Array.isArray(codes) && codes.length > 0 && codes.every((code) => typeof code === "string" && code !== "");
    refuseUnless(good, "bad_claim");
    return [name as Sector, codes as string[]];
  }));
}
