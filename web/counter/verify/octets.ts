/** Octets as text and back, each in one canonical way. */
export type Octets = Uint8Array<ArrayBuffer>;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of UTF-8 octets; nothing where they are none. */
export function textOf(octets: Uint8Array): string | undefined {
  try {
    return utf8.decode(octets);
  } catch {
    return undefined;
  }
}

export function octetsOf(text: string): Octets {
  return new TextEncoder().encode(text);
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}

/** Groups of octets as groups of characters without padding (RFC 4648), `bits` a character. */
class Radix {
  readonly #values: Map<string, number>;

  constructor(readonly letters: string, readonly bits: number) {
    this.#values = new Map([...letters].map((letter, value) => [letter, value]));
  }

  encode(octets: Uint8Array): string {
    let text = "";
    let pending = 0;
    let held = 0;
    for (const octet of octets) {
      pending = ((pending << 8) | octet) & 0xffff;
      for (held += 8; held >= this.bits; held -= this.bits) {
        text += this.letters[(pending >> (held - this.bits)) & (this.letters.length - 1)];
      }
    }
    return held > 0 ? text + this.letters[(pending << (this.bits - held)) & (this.letters.length - 1)] : text;
  }

  /** Nothing for any text that `encode` does not give: a length that does not occur, a dirty tail. */
  decode(text: string): Octets | undefined {
    const octets = new Uint8Array(Math.floor((text.length * this.bits) / 8));
    let at = 0;
    let pending = 0;
    let held = 0;
    for (const letter of text) {
      const value = this.#values.get(letter);
      if (value === undefined) return undefined;
      pending = ((pending << this.bits) | value) & 0xffff;
      held += this.bits;
      if (held >= 8) {
        held -= 8;
        octets[at++] = (pending >> held) & 0xff;
      }
    }
    return held >= this.bits || (pending & ((1 << held) - 1)) !== 0 ? undefined : octets;
  }
}

export const base64url = new Radix("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6);
export const base32 = new Radix("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5);

export async function sha256(content: string | Octets): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", typeof content === "string" ? octetsOf(content) : content));
}

/** The SHA-256 as the formats write it. */
export async function digestOf(content: string | Octets): Promise<string> {
  return base64url.encode(await sha256(content));
}
