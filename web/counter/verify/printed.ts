import { decodeCbor, encodeString, isTagged, type Cbor } from "./cbor.ts";
import { sectors, type TokenClaims } from "./card.ts";
import { parseCardNumber } from "./card-number.ts";
import { isSignedBy, type PublicKey } from "./keys.ts";
import { isPersonName } from "./names.ts";
import { base32, base64url, digestOf, octetsOf, type Octets } from "./octets.ts";
import { refuseUnless } from "./refusal.ts";

/** A printed token: a CWT in COSE_Sign1 (docs/printed-token.md), read and not yet verified. */
export interface PrintedToken {
  shortKid: string;
  claims: TokenClaims;
  /** SHA-256 of what is signed, by which the token is known. */
  hash: string;
  isSignedBy(key: PublicKey): Promise<boolean>;
}

const mostOctets = 456;
const mostCharacters = 3 + Math.ceil((mostOctets * 8) / 5);
const coseSign1 = 18;
const es256 = -7;
const claim = { exp: 4, nbf: 5, iat: 6, status: 65535, card: -65537 };

/** A scanner may type small letters; a character of another script that looks or folds alike is none. */
export function isPrintedText(text: string): boolean {
  return /^[Ss][Cc]1/.test(text);
}

export async function readPrinted(text: string): Promise<PrintedToken> {
  refuseUnless(text.length <= mostCharacters, "too_large");
  refuseUnless(/^[\x21-\x7e]*$/.test(text), "bad_text");
  const octets = base32.decode(text.toUpperCase().slice(3));
  refuseUnless(octets, "bad_text");
  const { guarded, payload, signature } = partsOf(octets);
  const signed = sigStructure(guarded, payload);
  return { shortKid: readHeader(guarded), claims: readClaims(payload), hash: await digestOf(signed),
    isSignedBy: (key) => isSignedBy(key, signed, signature) };
}

function partsOf(octets: Octets) {
  const item = decodeCbor(octets);
  refuseUnless(item !== undefined, "malformed");
  refuseUnless(isTagged(item) && item.tag === coseSign1, "wrong_tag");
  const parts = item.value;
  refuseUnless(Array.isArray(parts) && parts.length === 4, "malformed");
  const [guarded, open, payload, signature] = parts;
  const good = guarded instanceof Uint8Array && open instanceof Map && payload instanceof Uint8Array && signature instanceof Uint8Array;
  refuseUnless(good, "malformed");
  refuseUnless(open.size === 0, "bad_header");
  return { guarded, payload, signature };
}

/** RFC 9052 §4.4. */
function sigStructure(guarded: Octets, payload: Octets): Octets {
  const parts = [encodeString(3, octetsOf("Signature1")), encodeString(2, guarded), encodeString(2, new Uint8Array()), encodeString(2, payload)];
  return Uint8Array.from([0x84, ...parts.flatMap((part) => [...part])]);
}

/** Exactly the algorithm and the key's short name, and both under the signature. */
function readHeader(guarded: Octets): string {
  const header = decodeCbor(guarded);
  refuseUnless(header instanceof Map && header.size === 2 && header.get(1) === es256, "bad_header");
  const kid = header.get(4);
  refuseUnless(kid instanceof Uint8Array && kid.length === 8, "bad_header");
  return base64url.encode(kid);
}

const isWhole = (value: Cbor): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function mapOf(value: Cbor, keys: readonly Cbor[]): Map<Cbor, Cbor> {
  refuseUnless(value instanceof Map && keys.every((key) => value.has(key)), "bad_claim");
  refuseUnless(value.size === keys.length, "unknown_claim");
  return value;
}

function readClaims(payload: Octets): TokenClaims {
  const all = decodeCbor(payload);
  refuseUnless(all instanceof Map, "malformed");
  const claims = mapOf(all, Object.values(claim));
  const [expires, notBefore, issuedAt] = [claim.exp, claim.nbf, claim.iat].map((key) => claims.get(key));
  refuseUnless(isWhole(expires) && isWhole(notBefore) && isWhole(issuedAt) && notBefore < expires && expires <= 253_402_300_799, "bad_claim");
  const list = mapOf(mapOf(claims.get(claim.status), ["status_list"]).get("status_list"), ["idx", "uri"]);
  const index = list.get("idx");
  const uri = list.get("uri");
  refuseUnless(isWhole(index) && typeof uri === "string", "bad_claim");
  return { issuedAt, notBefore, expires, status: { uri, index }, ...readCard(claims.get(claim.card)) };
}

function readCard(value: Cbor) {
  const card = mapOf(value, [1, 2, 3, 4, 5]);
  const [cardNumber, holderName, enterpriseName, category, bits] = [1, 2, 3, 4, 5].map((key) => card.get(key));
  refuseUnless(typeof cardNumber === "string" && parseCardNumber(cardNumber) === cardNumber, "bad_claim");
  refuseUnless(typeof holderName === "string" && isPersonName(holderName), "bad_claim");
  refuseUnless(typeof enterpriseName === "string" && enterpriseName !== "" && (category === 1 || category === 2) && isWhole(bits), "bad_claim");
  refuseUnless(bits < 1 << sectors.length, "unknown_sector");
  const shown = sectors.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return { cardNumber, holderName, enterpriseName, category: category === 1 ? "principal" as const : "talent" as const,
    services: new Map(shown.map((sector) => [sector, "all" as const])) };
}
