// token.mjs: an access token for the key in private.jwk: node token.mjs PARTNER
import { createHash, createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const server = process.env.SERVICECARD;
const partner = process.argv[2];
const jwk = JSON.parse(readFileSync("private.jwk", "utf8"));
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

// RFC 7638: the members that make the key, in order.
const { crv, kty, x, y } = jwk;
const kid = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
const now = Math.floor(Date.now() / 1000);
const input = `${encode({ alg: "ES256", kid })}.${encode({ iss: partner, sub: partner, aud: server,
  iat: now, exp: now + 60, jti: randomUUID() })}`;
const signature = sign("sha256", Buffer.from(input),
  { key: createPrivateKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" });

const response = await fetch(`${server}/v1/token`, {
  method: "POST",
  body: new URLSearchParams({ grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${input}.${signature.toString("base64url")}` }),
});
const answer = await response.json();
if (!response.ok) throw new Error(`${answer.error}: ${answer.error_description}`);
console.log(answer.access_token);
