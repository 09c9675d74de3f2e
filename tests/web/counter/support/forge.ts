// Tokens, lists and packs with good signatures, as honest as a test makes them: written down a second
// time, so that the verifier is not asked about itself.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { deflateSync } from "node:zlib";

export const issuer = "https://card.example.cn";
export const day = 86_400;
/** 00:00 in Asia/Shanghai of 2026-07-05, and a moment in the middle of that year. */
export const start = Date.UTC(2026, 6, 4, 16) / 1000;
export const now = start + 100 * day + 3600;

export const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest();
export const digest = (content: string | Buffer) => sha256(content).toString("base64url");
const encode = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export class Key {
  readonly #pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly jwk;
  readonly kid: string;

  constructor() {
    const { x, y } = this.#pair.publicKey.export({ format: "jwk" }) as { x: string; y: string };
    this.kid = digest(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
    this.jwk = { kty: "EC", crv: "P-256", x, y, kid: this.kid, alg: "ES256", use: "sig" };
  }

  get shortKid(): Buffer {
    return Buffer.from(this.kid, "base64url").subarray(0, 8);
  }

  get private(): KeyObject {
    return this.#pair.privateKey;
  }

  sign(content: Buffer | string): Buffer {
    return sign("sha256", Buffer.from(content), { key: this.#pair.privateKey, dsaEncoding: "ieee-p1363" });
  }

  jws(typ: string, payload: unknown, header: object = {}): string {
    const input = `${encode({ alg: "ES256", typ, kid: this.kid, ...header })}.${encode(payload)}`;
    return `${input}.${this.sign(input).toString("base64url")}`;
  }
}

export const keys = { root: new Key(), card: new Key(), old: new Key(), stolen: new Key(), coming: new Key(), status: new Key(), pack: new Key(), stranger: new Key() };

// CBOR, deterministic where the maps are given in order.
export type Item = number | string | Buffer | Item[] | Map<Item, Item> | { tag: number; item: Item } | { raw: Buffer };

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument]);
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument]);
  if (argument < 65536) return Buffer.from([(major << 5) | 25, argument >> 8, argument & 255]);
  const four = Buffer.alloc(5);
  four[0] = (major << 5) | 26;
  four.writeUInt32BE(argument, 1);
  return four;
}

export function cbor(item: Item): Buffer {
  if (typeof item === "number") return item < 0 ? head(1, -1 - item) : head(0, item);
  if (typeof item === "string") return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)]);
  if (Buffer.isBuffer(item)) return Buffer.concat([head(2, item.length), item]);
  if (Array.isArray(item)) return Buffer.concat([head(4, item.length), ...item.map(cbor)]);
  if (item instanceof Map) return Buffer.concat([head(5, item.size), ...[...item].flatMap(([key, value]) => [cbor(key), cbor(value)])]);
  return "raw" in item ? item.raw : Buffer.concat([head(6, item.tag), cbor(item.item)]);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function sc1(octets: Buffer): string {
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, "0")).join("");
  return `SC1${(bits.match(/.{1,5}/g) ?? []).map((five) => letters[parseInt(five.padEnd(5, "0"), 2)]).join("")}`;
}

export const sample = {
  number: "YC26-00017-2", holder: "欧阳示例", last4: "002X", enterprise: "伊川示例壹号耐材有限公司（虚构）", uscc: "91410329FAKE000136",
  iat: start, nbf: start, exp: start + 300 * day, uri: `${issuer}/status-lists/1`, index: 7, sectors: 5, category: 1,
};
export type Sample = typeof sample;

export function printedPayload(card: Sample): Map<Item, Item> {
  const inner = new Map<Item, Item>([[1, card.number], [2, card.holder], [3, card.enterprise], [4, card.category], [5, card.sectors]]);
  const list = new Map<Item, Item>([["idx", card.index], ["uri", card.uri]]);
  return new Map<Item, Item>([[4, card.exp], [5, card.nbf], [6, card.iat], [65535, new Map<Item, Item>([["status_list", list]])], [-65537, inner]]);
}

export interface PrintedForm { key?: Key; guarded?: Buffer; payload?: Buffer; open?: Item; tag?: number }

export function printedOctets(card: Partial<Sample> = {}, form: PrintedForm = {}): Buffer {
  const key = form.key ?? keys.card;
  const guarded = form.guarded ?? cbor(new Map<Item, Item>([[1, -7], [4, key.shortKid]]));
  const payload = form.payload ?? cbor(printedPayload({ ...sample, ...card }));
  const signature = key.sign(cbor(["Signature1", guarded, Buffer.alloc(0), payload]));
  return cbor({ tag: form.tag ?? 18, item: [guarded, form.open ?? new Map<Item, Item>(), payload, signature] });
}

export const printed = (card: Partial<Sample> = {}, form: PrintedForm = {}) => sc1(printedOctets(card, form));

/** The claims that are always visible. */
export function visible(card: Sample): Record<string, unknown> {
  return { iss: issuer, iat: card.iat, nbf: card.nbf, exp: card.exp, vct: `${issuer}/vct/service-card`,
    status: { status_list: { idx: card.index, uri: card.uri } }, services: {}, _sd_alg: "sha-256" };
}

export const disclosure = (name: string, value: unknown) => encode([randomBytes(16).toString("base64url"), name, value]);

export interface WalletForm { key?: Key; header?: object; typ?: string; change?: (payload: Record<string, unknown>) => void; more?: string[]; without?: string[] }

export function wallet(card: Partial<Sample> = {}, { key = keys.card, header, typ = "dc+sd-jwt", change = () => {}, more = [], without = [] }: WalletForm = {}): string {
  const all = { ...sample, ...card };
  const payload = visible(all);
  const top = Object.entries({ card_number: all.number, holder_name: all.holder, holder_id_last4: all.last4, enterprise_name: all.enterprise,
    enterprise_uscc: all.uscc, category: "principal" }).map(([name, value]) => ({ name, encoded: disclosure(name, value) }));
  const services = [{ name: "health", encoded: disclosure("health", ["health.checkup", "health.green_lane"]) },
    { name: "education", encoded: disclosure("education", ["education.enrolment"]) }];
  payload._sd = top.map(({ encoded }) => digest(encoded)).sort();
  payload.services = { _sd: services.map(({ encoded }) => digest(encoded)).sort() };
  change(payload);
  const shown = [...top, ...services].filter(({ name }) => !without.includes(name)).map(({ encoded }) => encoded);
  return `${key.jws(typ, payload, header)}~${[...shown, ...more].map((one) => `${one}~`).join("")}`;
}

const entry = (purpose: string, state: string, key: Key) =>
  ({ purpose, state, created: start, since: start, exp: start + 1000 * day, jwk: key.jwk });

export interface PackForm {
  trust?: Record<string, unknown>; trustKey?: Key; keys?: unknown[]; list?: Record<string, unknown>; listKey?: Key;
  manifest?: Record<string, unknown>; manifestKey?: Key; statuses?: Record<number, number>; catalogue?: string;
}

/** A pack issued at that moment. */
export function pack(at: number, form: PackForm = {}): string {
  const trust = (form.trustKey ?? keys.root).jws("trust-list+jwt", { iss: issuer, seq: 3, iat: start, exp: start + 365 * day,
    keys: form.keys ?? [entry("card", "active", keys.card), entry("card", "retired", keys.old), entry("card", "revoked", keys.stolen),
      entry("card", "pending", keys.coming), entry("status", "active", keys.status), entry("pack", "active", keys.pack)], ...form.trust });
  const octets = Buffer.alloc(1 << 10);
  for (const [index, value] of Object.entries(form.statuses ?? {})) octets[Number(index) >> 2]! |= value << ((Number(index) % 4) * 2);
  const list = (form.listKey ?? keys.status).jws("statuslist+jwt", { sub: sample.uri, iat: at, exp: at + day, ttl: 300,
    status_list: { bits: 2, lst: deflateSync(octets).toString("base64url") }, ...form.list });
  const catalogue = form.catalogue ?? JSON.stringify({ policy: "default", version: 1, services: [] });
  const manifest = (form.manifestKey ?? keys.pack).jws("card-pack+jwt", { iss: issuer, seq: 5, iat: at, exp: at + 7 * day, trust_list: digest(trust),
    status_lists: [{ uri: sample.uri, sha256: digest(list) }], catalogue: digest(catalogue), ...form.manifest });
  return JSON.stringify({ manifest, trust_list: trust, status_lists: [list], catalogue });
}
