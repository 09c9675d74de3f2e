// The independent libraries, set up once the way a stranger would.
import { Encoder } from "cbor-x";
import { Sign1 } from "@auth0/cose";
import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { calculateJwkThumbprint, compactVerify, exportJWK, generateKeyPair, importJWK } from "jose";

/** CBOR maps stay maps, so that integer keys are seen and their order is ours. */
export const cbor = new Encoder({
  mapsAsObjects: false, useRecords: false, tagUint8Array: false, useTag259ForMaps: false,
});

/** A fresh P-256 key: {publicJwk, privateJwk, shortKid, publicKey, privateKey}. */
export async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  publicJwk.kid = await calculateJwkThumbprint(publicJwk);
  return {
    publicKey, privateKey, publicJwk,
    privateJwk: await exportJWK(privateKey),
    shortKid: Buffer.from(publicJwk.kid, "base64url").subarray(0, 8),
  };
}

/** An SD-JWT VC instance that issues with the key, and binds with the holder's where there is one. */
export async function sdJwtIssuer(key, holder) {
  return new SDJwtVcInstance({
    signer: await ES256.getSigner(key.privateJwk), signAlg: "ES256",
    hasher: digest, hashAlg: "sha-256", saltGenerator: generateSalt,
    ...(holder && { kbSigner: await ES256.getSigner(holder), kbSignAlg: "ES256" }),
  });
}

/** An SD-JWT VC instance that verifies; `statusList(uri)` gives status list tokens. */
export async function sdJwtVerifier({ cardJwk, statusJwk, statusList, ...more }) {
  return new SDJwtVcInstance({
    hasher: digest,
    verifier: await ES256.getVerifier(cardJwk),
    kbVerifier: async (data, signature, payload) =>
      (await ES256.getVerifier(payload.cnf.jwk))(data, signature),
    statusVerifier: statusJwk && await ES256.getVerifier(statusJwk),
    statusListFetcher: statusList,
    ...more,
  });
}

/** The claims of a CWT that @auth0/cose verified, as a Map. */
export async function verifyCwt(octets, publicKey) {
  const token = Sign1.decode(octets);
  await token.verify(publicKey);
  return { header: token.protectedHeaders, claims: cbor.decode(token.payload), token };
}

/** The claims of a status list token in JWT form that jose verified. */
export async function verifyStatusJwt(text, jwk) {
  const { payload, protectedHeader } = await compactVerify(text, await importJWK(jwk, "ES256"));
  return { header: protectedHeader, claims: JSON.parse(Buffer.from(payload)) };
}

/** True where the promise is rejected. */
export const isRefused = (promise) => promise.then(() => false, () => true);
