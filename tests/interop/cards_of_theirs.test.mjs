// Independent libraries write, the card library reads: 1,000 random cards of each kind by the general
// layer, and by the profile, and none of them with a bit changed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Sign1 } from "@auth0/cose";
import { createHeaderAndPayload, StatusList } from "@sd-jwt/jwt-status-list";
import { CompactSign, SignJWT } from "jose";
import zlib from "node:zlib";

import { CardReader } from "../support/card_library.mjs";
import { encodeSc1 } from "../support/sc1.mjs";
import { cbor, newKey, sdJwtIssuer } from "./libraries.mjs";
import { disclosureFrame, printedClaims, RandomCards } from "./random_cards.mjs";

const count = 1000;
const now = Math.floor(Date.now() / 1000);
const audience = "https://card.yichuan.example/partners/x";
const nonce = "n-0S6_WzA2Mj";
let key;
let holder;
let reader;

before(async () => {
  key = await newKey();
  holder = await newKey();
  reader = new CardReader();
});
after(() => reader.close());

/** The claims that the card library reads with our key; a refusal fails the test. */
async function read(kind, token, more = {}) {
  const { ok, claims, error } = await reader.read({ kind, token, jwk: key.publicJwk, ...more });
  assert.ok(ok, `${kind} refused as ${error}: ${token}`);
  return claims;
}

async function assertRefused(kind, token, more = {}) {
  const { ok } = await reader.read({ kind, token, jwk: key.publicJwk, ...more });
  assert.ok(!ok, `${kind} taken: ${token}`);
}

function report(what, good, of = count) {
  console.log(`interop ${what}: ${good} of ${of}`);
  assert.equal(good, of);
}

/** A text token with one bit of one of its parts changed; dots and tildes stay. */
function changedText(token, random) {
  const parts = token.split(/([.~])/).map((part, i) => (i % 2 ? part : Buffer.from(part, "base64url")));
  const filled = parts.flatMap((part, i) => (i % 2 === 0 && part.length > 0 ? [i] : []));
  const at = random.pick(filled);
  parts[at] = random.flipped(parts[at]);
  return parts.map((part) => (typeof part === "string" ? part : part.toString("base64url"))).join("");
}

test("wallet tokens of sd-jwt-vc are read by the general layer and by the profile", async () => {
  const cards = new RandomCards("wallet tokens of theirs", now);
  const issuer = await sdJwtIssuer(key);
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const claims = cards.next();
    const token = await issuer.issue(claims, disclosureFrame(claims),
      { header: { kid: key.publicJwk.kid } });
    assert.deepEqual(await read("sd_jwt", token), claims);
    assert.deepEqual(await read("wallet", token), claims);
    const changed = changedText(token, cards.random);
    await assertRefused("sd_jwt", changed);
    await assertRefused("wallet", changed);
    good += 1;
  }
  report("wallet tokens of @sd-jwt/sd-jwt-vc that the library reads", good);
});

test("key-bound presentations of sd-jwt-vc are read, and only for their nonce and audience", async () => {
  const cards = new RandomCards("bound tokens of theirs", now);
  const issuer = await sdJwtIssuer(key);
  const wallet = await sdJwtIssuer(key, holder.privateJwk);
  const { kty, crv, x, y } = holder.publicJwk;
  const challenge = { audience, nonce, now };
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const claims = { ...cards.next(), cnf: { jwk: { kty, crv, x, y } } };
    const issued = await issuer.issue(claims, disclosureFrame(claims),
      { header: { kid: key.publicJwk.kid } });
    const token = await wallet.present(issued, { card_number: true },
      { kb: { payload: { iat: now, aud: audience, nonce } } });
    assert.equal((await read("sd_jwt_kb", token, challenge)).card_number, claims.card_number);
    const shown = await read("wallet", token, challenge);
    assert.equal(shown.card_number, claims.card_number);
    assert.equal(shown.holder_kid, holder.publicJwk.kid);
    assert.equal(shown.holder_name, undefined);
    await assertRefused("wallet", token, { ...challenge, nonce: "another" });
    await assertRefused("wallet", token, { ...challenge, audience: `${audience}y` });
    await assertRefused("wallet", token, { ...challenge, now: now + 301 });
    await assertRefused("wallet", token.slice(0, token.lastIndexOf("~") + 1), challenge);
    await assertRefused("wallet", changedText(token, cards.random), challenge);
    good += 1;
  }
  report("key-bound presentations of @sd-jwt/sd-jwt-vc that the library reads", good);
});

/** Any SD-JWT: nested objects, concealed elements of arrays, decoys. */
test("any SD-JWT of sd-jwt-vc is read by the general layer", async () => {
  const { random } = new RandomCards("any sd-jwt", now);
  const issuer = await sdJwtIssuer(key);
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const claims = {
      iss: "https://any.example", vct: "any", iat: now, text: random.bytes(9).toString("base64"),
      deep: { a: { b: [random.below(9), "zwei", null, { c: random.below(2) === 1 }] }, d: 1.5 },
      list: ["α", random.below(1e9), ["x"]],
    };
    const token = await issuer.issue(claims, {
      _sd: ["text", "deep"], _sd_decoy: random.below(3),
      deep: { _sd: ["a"], a: { _sd: ["b"], b: { _sd: [1, 3] } } },
      list: { _sd: [0, 2], _sd_decoy: random.below(3) },
    });
    assert.deepEqual(await read("sd_jwt", token), claims);
    await assertRefused("wallet", token);
    good += 1;
  }
  report("SD-JWTs of any shape that the library reads", good);
});

test("signatures of jose over any octets are read by the general layer", async () => {
  const { random } = new RandomCards("jws", now);
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const payload = random.bytes(random.below(200)).toString("base64");
    const token = await new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg: "ES256", kid: key.publicJwk.kid, more: i }).sign(key.privateKey);
    const { header, payload: seen } = await read("jws", token);
    assert.equal(seen, payload);
    assert.equal(header.more, i);
    await assertRefused("jws", changedText(token, random));
    good += 1;
  }
  report("signatures of jose that the library reads", good);
});

/** A COSE_Sign1 of @auth0/cose with tag 18. */
async function sign1(header, payload) {
  const token = await Sign1.sign(header, undefined, payload, key.privateKey);
  return Buffer.from(token.encode());
}

test("printed tokens of @auth0/cose are read by the general layer and by the profile", async () => {
  const cards = new RandomCards("printed tokens of theirs", now);
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const claims = cards.next();
    const payload = cbor.encode(printedClaims(claims, claims.status));
    const token = await sign1([[1, -7], [4, key.shortKid]], payload);
    const { iat, nbf, exp, status, card_number, holder_name, enterprise_name, category } = claims;
    assert.deepEqual(await read("cwt", token.toString("base64url")), { iat, nbf, exp, status });
    assert.deepEqual(await read("printed", encodeSc1(token)), { iat, nbf, exp, status, card_number,
      holder_name, enterprise_name, category, sectors: Object.keys(claims.services) });
    await assertRefused("printed", encodeSc1(cards.random.flipped(token)));
    good += 1;
  }
  report("printed tokens of @auth0/cose that the library reads", good);
});

test("any COSE_Sign1 of @auth0/cose is read by the general layer, and none by the profile", async () => {
  const { random } = new RandomCards("cose", now);
  let good = 0;
  for (let i = 0; i < count; i += 1) {
    const payload = random.bytes(1 + random.below(300));
    const token = await sign1([[1, -7]], payload);
    const { payload: seen } = await read("cose", token.toString("base64url"));
    assert.deepEqual(Buffer.from(seen, "base64url"), Buffer.from(payload));
    await assertRefused("printed", encodeSc1(token));
    good += 1;
  }
  report("COSE_Sign1 of @auth0/cose that the library reads", good);
});

test("status lists of jwt-status-list and @auth0/cose are read, with 1, 2, 4 and 8 bits", async () => {
  const { random } = new RandomCards("status lists", now);
  const uri = "https://card.yichuan.example/status-lists/1";
  const rounds = 40;
  let good = 0;
  for (let i = 0; i < rounds; i += 1) {
    const bits = [1, 2, 4, 8][i % 4];
    const values = Array.from({ length: 800 }, () => random.below(1 << bits));
    const list = new StatusList(values, bits);
    const { header, payload } = createHeaderAndPayload(list,
      { sub: uri, iat: now, exp: now + 86400, ttl: 300 },
      { alg: "ES256", typ: "statuslist+jwt", kid: key.publicJwk.kid });
    const jwt = await new SignJWT(payload).setProtectedHeader(header).sign(key.privateKey);
    const lst = zlib.deflateSync(list.encodeStatusList());
    const cwt = await sign1([[1, -7], [4, key.shortKid], [16, "application/statuslist+cwt"]],
      cbor.encode(new Map([[2, uri], [4, now + 86400], [6, now],
        [65533, new Map([["lst", lst], ["bits", bits]])], [65534, 300]])));
    const indices = [...values.keys(), 801 + 7];
    for (const [kind, token] of [["status_jwt", jwt], ["status_cwt", cwt.toString("base64url")]]) {
      const claims = await read(kind, token, { indices });
      assert.deepEqual(claims.values, [...values, null]);
      assert.equal(claims.sub, uri);
      assert.equal(claims.bits, bits);
    }
    await assertRefused("status_jwt", changedText(jwt, random), { indices });
    good += 1;
  }
  report("pairs of status lists of jwt-status-list and @auth0/cose that the library reads", good, rounds);
});
