// The card library writes, independent libraries read: every claim, disclosure, status and key
// binding of 1,000 random cards, and none of them with a bit changed.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Sign1 } from "@auth0/cose";
import { ES256 } from "@sd-jwt/crypto-nodejs";
import { getListFromStatusListJWT } from "@sd-jwt/jwt-status-list";
import { compactVerify, importJWK } from "jose";
import zlib from "node:zlib";

import { writeCards } from "../support/card_library.mjs";
import { Random } from "../support/random.mjs";
import { decodeSc1 } from "../support/sc1.mjs";
import { isRefused, sdJwtIssuer, sdJwtVerifier, verifyCwt, verifyStatusJwt }
  from "./libraries.mjs";

const count = 1000;
const random = new Random("cards of ours");
const now = Math.floor(Date.now() / 1000);
let written;
let cardKey;
let statusList;

before(async () => {
  written = await writeCards(count);
  cardKey = await importJWK(written.keys.card, "ES256");
  statusList = (uri) => written.statusLists.find((list) => list.uri === uri);
});

const verifier = (more) => sdJwtVerifier({
  cardJwk: written.keys.card, statusJwk: written.keys.status,
  statusList: async (uri) => statusList(uri).jwt, ...more,
});

function report(what, good, of = count) {
  console.log(`interop ${what}: ${good} of ${of}`);
  assert.equal(good, of);
}

/** What a verified wallet token says, in the shape in which the writer tells it. */
function plainClaims(payload) {
  const { cnf, ...claims } = payload;
  return claims;
}

test("jose verifies the JWT of every wallet token by its full kid", async () => {
  let good = 0;
  for (const { wallet } of written.cards) {
    const { protectedHeader } = await compactVerify(wallet.split("~")[0], cardKey);
    assert.deepEqual(protectedHeader,
      { alg: "ES256", typ: "dc+sd-jwt", kid: written.keys.card.kid });
    good += 1;
  }
  report("wallet tokens that jose verifies", good);
});

test("sd-jwt-vc reads every claim of every wallet token, and its status", async () => {
  let good = 0;
  let seen;
  const instance = await verifier({ statusValidator: async (value) => { seen = value; } });
  for (const card of written.cards) {
    const { payload } = await instance.verify(card.wallet, { currentDate: now });
    assert.deepEqual(plainClaims(payload), card.claims);
    assert.equal(seen, card.wallet_value);
    good += 1;
  }
  report("wallet tokens and their status that @sd-jwt/sd-jwt-vc reads", good);
});

test("sd-jwt-vc refuses by itself a card whose status is not 0", async () => {
  const instance = await verifier();
  for (const card of written.cards.slice(0, 60)) {
    const refused = await isRefused(instance.verify(card.wallet, { currentDate: now }));
    assert.equal(refused, card.wallet_value !== 0);
  }
});

test("sd-jwt-vc refuses every wallet token before its first and after its last moment", async () => {
  const instance = await verifier({ statusValidator: async () => {} });
  for (const { wallet, claims } of written.cards.slice(0, 100)) {
    assert.ok(await isRefused(instance.validate(wallet, { currentDate: claims.exp + 1 })));
    assert.ok(await isRefused(instance.validate(wallet, { currentDate: claims.nbf - 1 })));
    await instance.validate(wallet, { currentDate: claims.exp - 1 });
    await instance.validate(wallet, { currentDate: claims.nbf });
  }
});

test("sd-jwt-vc presents a part of a bound token and verifies the key binding", async () => {
  let good = 0;
  const nonce = "n-0S6_WzA2Mj";
  const bound = written.cards.filter((card) => card.holder);
  const instance = await verifier({ statusValidator: async () => {} });
  for (const card of bound) {
    const wallet = await sdJwtIssuer({ privateJwk: card.holder }, card.holder);
    const presented = await wallet.present(card.wallet, { card_number: true, services: { health: true } },
      { kb: { payload: { iat: now, aud: "https://card.yichuan.example/partners/x", nonce } } });
    const { payload, kb } = await instance.verify(presented, { currentDate: now, keyBindingNonce: nonce });
    assert.equal(kb.payload.nonce, nonce);
    assert.equal(payload.card_number, card.claims.card_number);
    assert.equal(payload.holder_name, undefined);
    assert.deepEqual(payload.services,
      card.claims.services.health ? { health: card.claims.services.health } : {});
    good += 1;
  }
  report("key-bound presentations that @sd-jwt/sd-jwt-vc verifies", good, bound.length);
});

test("every disclosure stands alone, and no digest is where its claim stood", () => {
  for (const { wallet } of written.cards) {
    const [jwt, ...disclosures] = wallet.split("~").slice(0, -1);
    const salts = disclosures.map((text) => JSON.parse(Buffer.from(text, "base64url"))[0]);
    assert.equal(new Set(salts).size, salts.length);
    for (const salt of salts) assert.equal(Buffer.from(salt, "base64url").length, 16);
    const { _sd } = JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
    assert.deepEqual(_sd, _sd.toSorted());
  }
});

function expectedCard({ claims }) {
  const bits = { health: 1, finance: 2, education: 4 };
  const sectors = Object.keys(claims.services).reduce((all, sector) => all | bits[sector], 0);
  return new Map([[1, claims.card_number], [2, claims.holder_name], [3, claims.enterprise_name],
    [4, claims.category === "principal" ? 1 : 2], [5, sectors]]);
}

test("@auth0/cose reads every claim of every printed token", async () => {
  let good = 0;
  for (const card of written.cards) {
    const octets = decodeSc1(card.printed);
    const { header, claims, token } = await verifyCwt(octets, cardKey);
    assert.deepEqual([...header.keys()], [1, 4]);
    assert.deepEqual(Buffer.from(header.get(4)),
      Buffer.from(written.keys.card.kid, "base64url").subarray(0, 8));
    assert.equal(token.unprotectedHeaders.size, 0);
    assert.equal(claims.get(4), card.claims.exp);
    assert.equal(claims.get(5), card.claims.nbf);
    assert.equal(claims.get(6), card.claims.iat);
    const status = claims.get(65535).get("status_list");
    assert.deepEqual(Object.fromEntries(status), card.printed_status.status_list);
    assert.deepEqual(claims.get(-65537), expectedCard(card));
    assert.equal(claims.size, 5);
    good += 1;
  }
  report("printed tokens that @auth0/cose reads", good);
});

const valueAt = (octets, index) => (octets[index >> 2] >> (2 * (index % 4))) & 3;

test("jose and jwt-status-list read every status in the JWT, @auth0/cose in the CWT", async () => {
  const statusKey = await importJWK(written.keys.status, "ES256");
  const lists = new Map();
  for (const { uri, jwt, cwt } of written.statusLists) {
    const { header, claims } = await verifyStatusJwt(jwt, written.keys.status);
    assert.equal(header.typ, "statuslist+jwt");
    assert.equal(claims.sub, uri);
    assert.equal(claims.exp - claims.iat, 24 * 3600);
    const binary = await verifyCwt(Buffer.from(cwt, "base64url"), statusKey);
    assert.equal(binary.header.get(16), "application/statuslist+cwt");
    assert.equal(binary.claims.get(2), uri);
    assert.equal(binary.claims.get(65534), 300);
    const { bits, lst } = Object.fromEntries(binary.claims.get(65533));
    assert.equal(bits, 2);
    lists.set(uri, { list: getListFromStatusListJWT(jwt), octets: zlib.inflateSync(lst) });
  }
  let good = 0;
  for (const card of written.cards) {
    for (const [{ status_list: { uri, idx } }, value] of
      [[card.claims.status, card.wallet_value], [card.printed_status, card.printed_value]]) {
      assert.equal(lists.get(uri).list.getStatus(idx), value);
      assert.equal(valueAt(lists.get(uri).octets, idx), value);
    }
    good += 1;
  }
  report("pairs of status values that jose, jwt-status-list and @auth0/cose read", good);
});

test("none of them verifies a token with one bit changed", async () => {
  const verify = await ES256.getVerifier(written.keys.card);
  let good = 0;
  for (const { wallet, printed } of written.cards) {
    const parts = wallet.split("~")[0].split(".");
    const at = random.below(3);
    parts[at] = random.flipped(Buffer.from(parts[at], "base64url")).toString("base64url");
    assert.ok(await isRefused(compactVerify(parts.join("."), cardKey)));
    assert.ok(!await verify(`${parts[0]}.${parts[1]}`, parts[2]));
    const { encodedProtectedHeaders, payload, signature } = Sign1.decode(decodeSc1(printed));
    const signed = [encodedProtectedHeaders, payload, signature];
    signed[at] = random.flipped(signed[at]);
    const changed = async () => new Sign1(signed[0], new Map(), signed[1], signed[2]);
    assert.ok(await isRefused(changed().then((token) => token.verify(cardKey))));
    good += 1;
  }
  report("pairs of changed tokens that jose, @sd-jwt and @auth0/cose refuse", good);
});
