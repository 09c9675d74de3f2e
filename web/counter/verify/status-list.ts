import { base64url, type Octets } from "./octets.ts";
import { hasOnly, objectMember, textMember, timeMember, wholeMember } from "./json.ts";
import { isJwtSignedBy, parseJwt } from "./jws.ts";
import type { PublicKey } from "./keys.ts";

/** A status list token as the issuer signs it: two bits an entry, a day's life. */
export interface StatusList {
  uri: string;
  issuedAt: number;
  expires: number;
  octets: Octets;
}

const lifetime = 24 * 3600;
const mostOctets = 16 * 1024 * 1024;

/** The `kid` of the key that has to have signed it. */
export function signerOfStatusList(text: string): string | undefined {
  return parseJwt(text)?.kid;
}

export async function readStatusList(text: string, uri: string, key: PublicKey): Promise<StatusList | undefined> {
  const jwt = parseJwt(text);
  if (!jwt || jwt.typ !== "statuslist+jwt" || !hasOnly(jwt.header, ["alg", "typ", "kid"]) || !(await isJwtSignedBy(jwt, key))) return undefined;
  const { claims } = jwt;
  const list = objectMember(claims, "status_list");
  const issuedAt = timeMember(claims, "iat");
  const expires = timeMember(claims, "exp");
  const stream = base64url.decode(textMember(list, "lst") ?? "!");
  const good = hasOnly(claims, ["sub", "iat", "exp", "ttl", "status_list"]) && textMember(claims, "sub") === uri &&
    (wholeMember(claims, "ttl") ?? 0) >= 1 && list && hasOnly(list, ["bits", "lst"]) && wholeMember(list, "bits") === 2;
  if (!good || !stream || issuedAt === undefined || expires === undefined) return undefined;
  if (expires <= issuedAt || expires > issuedAt + lifetime) return undefined;
  const octets = await inflate(stream);
  return octets && { uri, issuedAt, expires, octets };
}

/** DEFLATE in its ZLIB wrapper, and no further than a list is long. */
async function inflate(stream: Octets): Promise<Octets | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = new Blob([stream]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > mostOctets) return void await reader.cancel();
      chunks.push(part.value);
    }
  } catch {
    return undefined;
  }
  const all = new Uint8Array(size);
  chunks.reduce((at, chunk) => (all.set(chunk, at), at + chunk.length), 0);
  return all;
}

/** The entry; nothing beyond the end. */
export function statusAt({ octets }: StatusList, index: number): number | undefined {
  const octet = octets[Math.floor(index / 4)];
  return octet === undefined ? undefined : (octet >> ((index % 4) * 2)) & 3;
}
