import { base64url, octetsOf, textOf, type Octets } from "./octets.ts";
import { member, parseObject, textMember, type JsonObject } from "./json.ts";
import { isSignedBy, type PublicKey } from "./keys.ts";

/** A compact JWS of ES256 over a JSON object, read strictly and not yet verified. */
export interface Jwt {
  header: JsonObject;
  typ?: string;
  kid?: string;
  claims: JsonObject;
  payload: string;
  signed: string;
  signature: Octets;
}

/** Headers in which a token would bring its own trust, or change what is signed. */
const refused = ["crit", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256"];

export function parseJwt(text: string): Jwt | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  const [head, body, signature] = parts.map((part) => base64url.decode(part));
  const payload = body && textOf(body);
  const header = head && parseObject(textOf(head) ?? "");
  const claims = payload === undefined ? undefined : parseObject(payload);
  if (!header || !claims || !signature || !isGood(header)) return undefined;
  return { header, typ: textMember(header, "typ"), kid: textMember(header, "kid"), claims, payload: payload!,
    signed: text.slice(0, text.lastIndexOf(".")), signature };
}

function isGood(header: JsonObject): boolean {
  const textOrNone = (name: string) => member(header, name) === undefined || textMember(header, name) !== undefined;
  return textMember(header, "alg") === "ES256" && !refused.some((name) => member(header, name) !== undefined) &&
    (member(header, "b64") === undefined || member(header, "b64") === true) && textOrNone("kid") && textOrNone("typ");
}

export async function isJwtSignedBy(jwt: Jwt, key: PublicKey): Promise<boolean> {
  return isSignedBy(key, octetsOf(jwt.signed), jwt.signature);
}
