import { Decoder } from "cbor-x/decode-no-eval";

import { equal, textOf, type Octets } from "./octets.ts";

/** CBOR in its deterministic form (RFC 8949 §4.2.1). cbor-x reads leniently and allots what a length
    promises, so the octets are walked first: whatever is not deterministic, ends early or goes on is
    refused before it is read. */
export type Cbor = number | bigint | string | Octets | Cbor[] | Map<Cbor, Cbor> | Tagged | boolean | null | undefined;
export interface Tagged { tag: number; value: Cbor }

const reader = new Decoder({ mapsAsObjects: false, useRecords: false, int64AsNumber: false } as object);
const deepest = 16;

export function decodeCbor(octets: Octets): Cbor | undefined {
  if (new Walk(octets).item(0, 0) !== octets.length) return undefined;
  try {
    return plain(reader.decode(octets) as Cbor);
  } catch {
    return undefined;
  }
}

/** cbor-x gives views of its input, and some platforms' own kinds of octets. */
function plain(value: Cbor): Cbor {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [plain(key), plain(each)]));
  if (isTagged(value)) return { tag: value.tag, value: plain(value.value) };
  return value;
}

export function isTagged(value: Cbor): value is Tagged {
  return typeof value === "object" && value !== null && "tag" in value && "value" in value;
}

/** Walks over deterministic items; nothing where they are not. */
class Walk {
  constructor(readonly octets: Octets) {}

  /** Where the item that begins there ends. */
  item(at: number, depth: number): number | undefined {
    const head = this.#head(at);
    if (!head || depth > deepest) return undefined;
    switch (head.major) {
      case 0: case 1: return head.end;
      case 2: return this.#within(head.end + head.argument);
      case 3: return this.#text(head.end, head.argument);
      case 4: return this.#items(head.end, head.argument, depth);
      case 5: return this.#map(head.end, head.argument, depth);
      case 6: return this.item(head.end, depth + 1);
      default: return head.end;
    }
  }

  #head(at: number): { major: number; argument: number; end: number } | undefined {
    const first = this.octets[at];
    if (first === undefined) return undefined;
    const major = first >> 5;
    const information = first & 0x1f;
    if (major === 7) return information >= 20 && information <= 23 ? { major, argument: 0, end: at + 1 } : undefined;
    if (information < 24) return { major, argument: information, end: at + 1 };
    if (information > 27) return undefined;
    const followers = 2 ** (information - 24);
    const end = at + 1 + followers;
    if (end > this.octets.length) return undefined;
    let argument = 0;
    for (const octet of this.octets.subarray(at + 1, end)) argument = argument * 256 + octet;
    const least = information === 24 ? 24 : 256 ** (followers / 2);
    return argument >= least ? { major, argument, end } : undefined;
  }

  #within(end: number): number | undefined {
    return end <= this.octets.length ? end : undefined;
  }

  #text(from: number, size: number): number | undefined {
    const end = this.#within(from + size);
    return end !== undefined && textOf(this.octets.subarray(from, end)) !== undefined ? end : undefined;
  }

  #items(from: number, count: number, depth: number): number | undefined {
    let at: number | undefined = from;
    for (let i = 0; i < count && at !== undefined; i += 1) at = this.item(at, depth + 1);
    return at;
  }

  #map(from: number, count: number, depth: number): number | undefined {
    let at = from;
    let last: Octets = new Uint8Array();
    for (let i = 0; i < count; i += 1) {
      const keyEnd = this.item(at, depth + 1);
      if (keyEnd === undefined) return undefined;
      const key = this.octets.subarray(at, keyEnd);
      if (i > 0 && !isBefore(last, key)) return undefined;
      last = key;
      const end = this.item(keyEnd, depth + 1);
      if (end === undefined) return undefined;
      at = end;
    }
    return at;
  }
}

/** The order of the octets, which is that of deterministic keys; equal ones are not before. */
function isBefore(a: Octets, b: Octets): boolean {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return a[i]! < b[i]!;
  }
  return a.length < b.length && !equal(a, b);
}

/** A head and the octets behind it, as `Sig_structure` (RFC 9052 §4.4) is made of them. */
export function encodeString(major: 2 | 3, content: Octets): Octets {
  const size = content.length;
  const head = size < 24 ? [(major << 5) | size]
    : size < 256 ? [(major << 5) | 24, size]
      : [(major << 5) | 25, size >> 8, size & 0xff];
  return Uint8Array.from([...head, ...content]);
}
