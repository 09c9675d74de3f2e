// Tokens of a running server in the hands of strangers: keys, status lists, trust list and pictures
// are fetched and read as any client of the standards would.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { getListFromStatusListJWT } from "@sd-jwt/jwt-status-list";
import { ES256 } from "@sd-jwt/crypto-nodejs";
import { compactVerify, createLocalJWKSet, importJWK, SignJWT } from "jose";
import zlib from "node:zlib";

import { Desk } from "../support/desk.mjs";
import { renewTrustList } from "../support/root.mjs";
import { decodeSc1 } from "../support/sc1.mjs";
import { TestServer } from "../support/server.mjs";
import { Wallet } from "../support/wallet.mjs";
import { isRefused, newKey, sdJwtIssuer, sdJwtVerifier, verifyCwt } from "./libraries.mjs";

const run = promisify(execFile);
let server;
let desk;
let folder;

before(async () => {
  server = await TestServer.make();
  desk = await Desk.open(server);
  folder = await mkdtemp(path.join(os.tmpdir(), "servicecard-interop-"));
});
after(async () => {
  await server?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function cardKeys() {
  const { issuer, jwks } = await server.client().json("/.well-known/jwt-vc-issuer");
  assert.equal(issuer, server.issuer);
  return jwks.keys;
}

const statusKeys = async () => (await server.client().json("/.well-known/jwks.json")).keys;

const headerOf = (jws) => JSON.parse(Buffer.from(jws.split(".")[0], "base64url"));

/** The status list as a stranger fetches it; that it is the right one is for us to see. */
async function fetchStatusList(uri) {
  const response = await fetch(uri, { headers: { Accept: "application/statuslist+jwt" } });
  assert.equal(response.headers.get("content-type"), "application/statuslist+jwt");
  const text = await response.text();
  assert.equal(JSON.parse(Buffer.from(text.split(".")[1], "base64url")).sub, uri);
  return text;
}

/** sd-jwt-vc with the server's keys: {payload, status}; throws where it refuses the token. */
async function readWallet(token, options = {}) {
  const { kid } = headerOf(token);
  let status;
  const instance = await sdJwtVerifier({
    cardJwk: (await cardKeys()).find((key) => key.kid === kid),
    statusList: fetchStatusList,
    statusValidator: async (value) => { status = value; },
    statusVerifier: async (data, signature) => {
      const key = (await statusKeys()).find((jwk) => jwk.kid === headerOf(data).kid);
      return (await ES256.getVerifier(key))(data, signature);
    },
  });
  const { payload, kb } = await instance.verify(token,
    { currentDate: Math.floor(Date.now() / 1000), ...options });
  return { payload, status, kb };
}

/** @auth0/cose with the key that the 8 octets of kid name: {claims, status}. */
async function readPrinted(text) {
  const octets = decodeSc1(text);
  const keys = await cardKeys();
  const short = (key) => Buffer.from(key.kid, "base64url").subarray(0, 8);
  const find = (kid) => keys.find((key) => short(key).equals(Buffer.from(kid)));
  const key = async (token) => importJWK(find(token.protectedHeaders.get(4)), "ES256");
  const { claims } = await verifyCwt(octets, key);
  const { idx, uri } = Object.fromEntries(claims.get(65535).get("status_list"));
  return { claims, status: getListFromStatusListJWT(await fetchStatusList(uri)).getStatus(idx),
    statusInCwt: await statusInCwt(uri, idx) };
}

async function statusInCwt(uri, index) {
  const response = await fetch(uri, { headers: { Accept: "application/statuslist+cwt" } });
  const keys = await statusKeys();
  const find = (kid) => keys.find((key) => Buffer.from(key.kid, "base64url").subarray(0, 8).equals(Buffer.from(kid)));
  const key = async (token) => importJWK(find(token.protectedHeaders.get(4)), "ES256");
  const { claims } = await verifyCwt(Buffer.from(await response.arrayBuffer()), key);
  assert.equal(claims.get(2), uri);
  const octets = zlib.inflateSync(claims.get(65533).get("lst"));
  return (octets[index >> 2] >> (2 * (index % 4))) & 3;
}

/** Waits until strangers see that status on both credentials, within the promised 60 s. */
async function expectStatus(card, expected) {
  const started = Date.now();
  for (;;) {
    const wallet = (await readWallet(card.wallet)).status;
    const printed = await readPrinted(card.printed);
    if (wallet === expected && printed.status === expected) {
      assert.equal(printed.statusInCwt, expected);
      return;
    }
    assert.ok(Date.now() - started < 61000, `still ${wallet} and ${printed.status}`);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

async function newCard(enterprise) {
  const card = await desk.card(enterprise);
  card.wallet = await desk.walletToken(card.number);
  card.printed = await desk.printedToken(card.number);
  return card;
}

let cards;

test("jose, sd-jwt-vc and cose verify the tokens that the server issued", async () => {
  cards = [await newCard(), await newCard(), await newCard()];
  for (const { number, wallet, printed, enterprise, last4 } of cards) {
    const { protectedHeader } =
      await compactVerify(wallet.split("~")[0], createLocalJWKSet({ keys: await cardKeys() }));
    assert.equal(protectedHeader.typ, "dc+sd-jwt");
    const { payload, status } = await readWallet(wallet);
    assert.equal(payload.card_number, number);
    assert.equal(payload.enterprise_uscc, enterprise);
    assert.equal(payload.holder_id_last4, last4);
    assert.equal(payload.iss, server.issuer);
    assert.equal(payload.vct, `${server.issuer}/vct/service-card`);
    assert.equal(status, 0);
    const read = await readPrinted(printed);
    const card = read.claims.get(-65537);
    assert.deepEqual([card.get(1), card.get(2), card.get(3)],
      [number, payload.holder_name, payload.enterprise_name]);
    assert.deepEqual([read.claims.get(4), read.claims.get(5), read.claims.get(6)],
      [payload.exp, payload.nbf, payload.iat]);
    assert.deepEqual([read.status, read.statusInCwt], [0, 0]);
  }
  console.log(`interop issued cards that jose, sd-jwt-vc and cose verify: ${cards.length} of ${cards.length}`);
});

test("no key of cards is among the others, so none of them signs a card for a stranger", async () => {
  const wrong = createLocalJWKSet({ keys: await statusKeys() });
  assert.ok(await isRefused(compactVerify(cards[0].wallet.split("~")[0], wrong)));
});

test("a stranger's phone presents a bound token, and sd-jwt-vc verifies its key binding", async () => {
  const { number } = await desk.card();
  const wallet = new Wallet();
  const token = await wallet.bind(desk.clerk, number);
  const request = { nonce: "a-nonce-of-a-stranger", audience: "https://stranger.example" };
  const { kb, payload } = await readWallet(wallet.present(token, request),
    { keyBindingNonce: request.nonce });
  assert.equal(kb.payload.aud, request.audience);
  assert.deepEqual(payload.cnf.jwk, wallet.jwk);
});

test("a partner takes what sd-jwt-vc presents, once, for itself, and whole", async () => {
  const { number } = await desk.card();
  const wallet = new Wallet();
  const token = await wallet.bind(desk.clerk, number);
  const phone = await sdJwtIssuer({ privateJwk: wallet.privateJwk }, wallet.privateJwk);
  const [clinic, school] = [await desk.partner("phone-clinic", "health"), await desk.partner("phone-school", "education")];
  const ask = async (partner, presentation) => {
    const { verdict, reason, card, services } = await partner.post("/v1/verifications", { presentation });
    return { said: reason ? `${verdict} ${reason}` : verdict, card, services };
  };
  const present = async (partner, change = {}) => {
    const { nonce, audience } = await partner.post("/v1/presentations/requests", undefined, 201);
    return phone.present(token, { card_number: true, services: { health: true } },
      { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: audience, nonce, ...change } } });
  };
  const first = await present(clinic);
  const shown = await ask(clinic, first);
  assert.deepEqual([shown.said, shown.card.number, shown.card.holder_name], ["valid", number, null]);
  assert.ok(shown.services.some(({ state }) => state === "valid"));
  assert.equal((await ask(clinic, first)).said, "bad_signature key_binding_wrong_nonce", "a replay");
  const foreign = await present(clinic, { aud: `${server.issuer}/partners/phone-school` });
  assert.equal((await ask(clinic, foreign)).said, "bad_signature key_binding_wrong_audience");
  assert.equal((await ask(school, await present(clinic))).said, "bad_signature key_binding_not_awaited");
  const stripped = (await present(clinic)).split("~").slice(0, -1).join("~");
  assert.equal((await ask(clinic, `${stripped}~`)).said, "bad_signature key_binding_not_awaited");
  const late = await present(clinic, { iat: Math.floor(Date.now() / 1000) - 400 });
  assert.equal((await ask(clinic, late)).said, "bad_signature key_binding_wrong_time");
  const other = await sdJwtIssuer({ privateJwk: new Wallet().privateJwk }, new Wallet().privateJwk);
  const { nonce, audience } = await clinic.post("/v1/presentations/requests", undefined, 201);
  const stolen = await other.present(token, {}, { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: audience, nonce } } });
  assert.equal((await ask(clinic, stolen)).said, "bad_signature key_binding_bad_signature");
  const hidden = await ask(school, await present(school));
  assert.ok(hidden.services.every(({ state }) => state === "not_entitled"), "what is not shown is not had");
});

test("the type metadata is what sd-jwt-vc expects of a vct", async () => {
  const { kid } = headerOf(cards[0].wallet);
  const cardJwk = (await cardKeys()).find((key) => key.kid === kid);
  const instance = await sdJwtVerifier({ cardJwk });
  const { mergedTypeMetadata } = await instance.getVct(cards[0].wallet);
  assert.equal(mergedTypeMetadata.vct, `${server.issuer}/vct/service-card`);
  assert.ok(mergedTypeMetadata.claims.length >= 7);
});

test("a suspended card is 2 and a revoked one is 1 for strangers, in JWT and CWT", async () => {
  const [suspended, revoked, untouched] = cards;
  await desk.clerk.post(`/v1/cards/${suspended.number}/suspend`, { reason: "核查" });
  await desk.approver.post(`/v1/cards/${revoked.number}/revoke`, { reason_code: "left_enterprise" });
  await expectStatus(suspended, 2);
  await expectStatus(revoked, 1);
  await expectStatus(untouched, 0);
  await desk.approver.post(`/v1/cards/${suspended.number}/reinstate`);
  await expectStatus(suspended, 0);
  console.log("interop suspended, revoked, reinstated and untouched cards: 4 of 4");
});

test("a void wallet token is 1 for strangers once the card is bound to a key", async () => {
  const card = await newCard();
  const old = card.wallet;
  await new Wallet().bind(desk.clerk, card.number);
  const started = Date.now();
  while ((await readWallet(old)).status !== 1) {
    assert.ok(Date.now() - started < 61000);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  assert.equal((await readPrinted(card.printed)).status, 0);
});

for (const purpose of ["card", "status"]) {
  test(`after the ${purpose} key is rotated, old tokens verify and new ones use the new key`, async () => {
    const old = cards[2];
    const made = await desk.administrator.post("/v1/keys/rotate", { purpose }, 201);
    await renewTrustList(server);
    const card = await newCard();
    if (purpose === "card") {
      assert.equal(headerOf(card.wallet).kid, made.kid);
      assert.notEqual(headerOf(old.wallet).kid, made.kid);
    } else {
      const started = Date.now();
      const uri = `${server.issuer}/status-lists/1`;
      while (headerOf(await fetchStatusList(uri)).kid !== made.kid) {
        assert.ok(Date.now() - started < 61000);
        await new Promise((resolve) => { setTimeout(resolve, 500); });
      }
    }
    for (const { wallet, printed, number } of [old, card]) {
      assert.equal((await readWallet(wallet)).payload.card_number, number);
      assert.equal((await readPrinted(printed)).claims.get(-65537).get(1), number);
    }
    const partner = await desk.partner(`after-${purpose}`, "health");
    for (const presentation of [old.wallet, old.printed, card.wallet, card.printed]) {
      assert.equal((await partner.post("/v1/verifications", { presentation })).verdict, "valid");
    }
    console.log(`interop tokens of the old and the new ${purpose} key: 4 of 4`);
  });
}

test("a program that signs with its partner's own key gets a token and verifies a card with it", async () => {
  const partner = "own-key-bank";
  await desk.partner(partner, "finance");
  const { publicJwk, privateKey } = await newKey();
  await desk.administrator.post(`/v1/partners/${partner}/keys`, { jwk: publicJwk, label: "interop" }, 201);
  const { issuer, token_endpoint } = await (await fetch(`${server.issuer}/.well-known/oauth-authorization-server`)).json();
  assert.equal(issuer, server.issuer);
  const assertion = await new SignJWT().setProtectedHeader({ alg: "ES256", kid: publicJwk.kid })
    .setIssuer(partner).setSubject(partner).setAudience(issuer).setIssuedAt().setExpirationTime("2m")
    .setJti(crypto.randomUUID()).sign(privateKey);
  const ask = () => fetch(token_endpoint, { method: "POST", body: new URLSearchParams({
    grant_type: "client_credentials", client_assertion: assertion,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" }) });
  const { access_token, token_type, scope } = await (await ask()).json();
  assert.equal(`${token_type} ${scope}`, "Bearer verify use changes");
  const { verdict } = await desk.administrator.as(access_token).post("/v1/verifications",
    { presentation: (await newCard()).printed });
  assert.equal(verdict, "valid");
  const again = await ask();
  assert.equal(again.status, 401);
  assert.equal((await again.json()).error, "invalid_client");
});

test("zbar and ZXing read the QR picture of every card", async () => {
  let good = 0;
  for (const { number, printed } of cards) {
    const { bytes } = await desk.clerk.get(`/v1/cards/${number}/qr`, 200, { Accept: "image/png" });
    const file = path.join(folder, `${number}.png`);
    await writeFile(file, bytes);
    assert.equal((await run("zbarimg", ["--raw", "-q", file])).stdout.trim(), printed);
    const { stdout } = await run("ZXingReader", ["-1", file]).catch(() => run("ZXingReader", [file]));
    assert.ok(stdout.includes(printed), stdout);
    good += 1;
  }
  console.log(`interop QR pictures that zbar and ZXing read: ${good} of ${cards.length}`);
});
