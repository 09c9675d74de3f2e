// What POST /v1/verifications is held against: the same check of a wallet token (signature, expiry,
// status), as one would write it in Node, with a partner's key and a short answer; no log.
//   fastify_server.mjs PORT CERTIFICATE KEY ISSUER-KEYS STATUS-LIST API-KEY
// ISSUER-KEYS is the body of /.well-known/jwt-vc-issuer, STATUS-LIST that of /status-lists/1 as a JWT.
import { createHash, createPublicKey, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

import { createDecoder, createVerifier } from "fast-jwt";
import Fastify from "fastify";

const [port, certificate, key, issuerFile, statusFile, keyFile] = process.argv.slice(2);
const read = (file) => readFileSync(file, "utf8").trim();

const { jwks } = JSON.parse(read(issuerFile));
const verifiers = new Map(jwks.keys.map((jwk) => [jwk.kid, createVerifier({
  key: createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }),
  algorithms: ["ES256"], cache: 4096 })]));
const decode = createDecoder({ complete: true });

const list = decode(read(statusFile)).payload;
const statuses = inflateSync(Buffer.from(list.status_list.lst, "base64url"));
const statusAt = (index) => (statuses[index >> 2] >> ((index & 3) * 2)) & 3;

const digest = (text) => createHash("sha256").update(text).digest();
const partner = digest(`Bearer ${read(keyFile)}`);

const words = { valid: "green", expired: "red", revoked: "red", suspended: "red", bad_signature: "red",
  stale_status: "amber", unreadable: "amber" };

function verdictOf(presentation) {
  const token = presentation.slice(0, presentation.indexOf("~"));
  let claims;
  try {
    // Which key: read off the header alone, before anything is verified.
    const { kid } = JSON.parse(Buffer.from(token.slice(0, token.indexOf(".")), "base64url"));
    claims = verifiers.get(kid)(token);
  } catch (error) {
    if (error.code === "FAST_JWT_EXPIRED") return "expired";
    return error.code === "FAST_JWT_INVALID_SIGNATURE" ? "bad_signature" : "unreadable";
  }
  const { status_list: { idx, uri } } = claims.status;
  if (uri !== list.sub || list.exp * 1000 <= Date.now()) return "stale_status";
  return ["valid", "revoked", "suspended"][statusAt(idx)] ?? "stale_status";
}

const server = Fastify({ https: { cert: read(certificate), key: read(key) } });
server.post("/v1/verifications", {
  schema: {
    body: { type: "object", required: ["presentation"], properties: { presentation: { type: "string" } } },
    response: { 200: { type: "object", properties: { verdict: { type: "string" }, colour: { type: "string" },
      checked_at: { type: "string" } } } },
  },
}, (request, reply) => {
  if (!timingSafeEqual(digest(request.headers.authorization ?? ""), partner)) return reply.code(401).send();
  const verdict = verdictOf(request.body.presentation);
  return reply.send({ verdict, colour: words[verdict], checked_at: new Date().toISOString() });
});
await server.listen({ host: "127.0.0.1", port: Number(port) });
