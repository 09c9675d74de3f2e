// The offline root, played by Node's own cryptography: opens its key file, and signs the trust list
// that the server's keys ask for, by docs/trust-list.md and docs/key-files.md alone.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Compact JWS with ES256. */
export function signJws(header, payload, key) {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}

/** RFC 7638. */
export function thumbprint({ crv, kty, x, y }) {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}

export const payloadOf = (jws) => JSON.parse(Buffer.from(jws.split(".")[1], "base64url"));

/** The root's private key, from the folder beside the data directory. */
export async function openRoot(server) {
  const folder = `${server.data}-root`;
  const passphrase = (await readFile(path.join(folder, "passphrase"), "utf8")).trim();
  return createPrivateKey({ key: await readFile(path.join(folder, "root.pem")), passphrase });
}

const seconds = (timestamp) => Math.floor(Date.parse(timestamp) / 1000);

/** The list that would bring into force what the keys ask for; not signed. */
export async function nextTrustList(server) {
  const now = Math.floor(Date.now() / 1000);
  const current = payloadOf((await server.client().get("/trust-list")).text);
  const { items } = await server.administrator.json("/v1/keys");
  const { keys: jwks } = await server.administrator.json("/v1/keys/export");
  const keys = items.map((key) => {
    const listed = current.keys.find(({ jwk }) => jwk.kid === key.kid);
    const state = key.next_state ?? key.state;
    const { kty, crv, x, y } = jwks.find(({ kid }) => kid === key.kid);
    return {
      purpose: key.purpose, state,
      created: seconds(key.created_at),
      since: listed?.state === state ? listed.since : now,
      exp: seconds(key.expires_at),
      jwk: { kty, crv, x, y, kid: key.kid, alg: "ES256", use: "sig" },
    };
  });
  return { iss: current.iss, seq: current.seq + 1, iat: now, exp: now + 365 * 86400, keys };
}

export function signTrustList(list, root) {
  const kid = thumbprint(createPublicKey(root).export({ format: "jwk" }));
  return signJws({ alg: "ES256", typ: "trust-list+jwt", kid }, list, root);
}

/** Signs and loads what the keys ask for. */
export async function renewTrustList(server) {
  const list = signTrustList(await nextTrustList(server), await openRoot(server));
  await server.administrator.send("PUT", "/trust-list",
    { body: list, type: "application/jwt", expect: 200 });
  return payloadOf(list);
}
