import { base64url, digestOf, type Octets } from "./octets.ts";
import { arrayMember, member, textMember, type JsonObject } from "./json.ts";

/** A public P-256 key. Its algorithm is its own; no token chooses it. */
export interface PublicKey {
  kid: string;
  jwk: JsonObject; // the one spelling of it
  key: CryptoKey;
}

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export async function importKey(jwk: JsonObject | undefined): Promise<PublicKey | undefined> {
  const x = textMember(jwk, "x") ?? "";
  const y = textMember(jwk, "y") ?? "";
  const good = jwk && textMember(jwk, "kty") === "EC" && textMember(jwk, "crv") === "P-256" &&
    member(jwk, "d") === undefined && isForVerifying(jwk) &&
    base64url.decode(x)?.length === 32 && base64url.decode(y)?.length === 32;
  if (!good) return undefined;
  const kid = await digestOf(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`); // RFC 7638
  try {
    const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, ecdsa, false, ["verify"]);
    return { kid, jwk: { kty: "EC", crv: "P-256", x, y, kid, alg: "ES256", use: "sig" }, key };
  } catch { // not on the curve
    return undefined;
  }
}

function isForVerifying(jwk: JsonObject): boolean {
  const mayBe = (name: string, expected: string) => member(jwk, name) === undefined || textMember(jwk, name) === expected;
  if (!mayBe("use", "sig") || !mayBe("alg", "ES256")) return false;
  return member(jwk, "key_ops") === undefined || (arrayMember(jwk, "key_ops")?.includes("verify") ?? false);
}

/** r and s one behind the other, 32 octets each; the platform refuses what is outside [1, n−1]. */
export async function isSignedBy({ key }: PublicKey, signed: Octets, signature: Octets): Promise<boolean> {
  return signature.length === 64 && crypto.subtle.verify(ecdsa, key, signature, signed);
}
