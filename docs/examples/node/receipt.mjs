// receipt.mjs: checks a receipt with jose 6, and asks whether its use still counts.
import { readFileSync } from "node:fs";

import { createRemoteJWKSet, jwtVerify } from "jose";

const server = process.env.SERVICECARD;
const keys = createRemoteJWKSet(new URL(`${server}/.well-known/jwks.json`));
const { payload } = await jwtVerify(readFileSync("receipt.jwt", "utf8"), keys,
  { issuer: server, typ: "receipt+jwt", algorithms: ["ES256"] });
const { state } = await (await fetch(`${server}/v1/receipts/${payload.jti}`)).json();
console.log(`${payload.service} for ${payload.for}, card ${payload.card_number}, ${payload.partner}: ${state}`);
