// Numbers that look random and are the same in every run: SHA-256 of a seed and a counter.
import { createHash } from "node:crypto";

export class Random {
  #seed;
  #blocks = 0;

  constructor(seed) {
    this.#seed = seed;
  }

  bytes(size) {
    const blocks = [];
    for (let have = 0; have < size; have += 32) {
      blocks.push(createHash("sha256").update(`${this.#seed}:${this.#blocks++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, size);
  }

  below(end) {
    return this.bytes(6).readUIntBE(0, 6) % end;
  }

  pick(from) {
    return from[this.below(from.length)];
  }

  /** The octets with one bit changed. */
  flipped(octets) {
    const changed = Buffer.from(octets);
    changed[this.below(changed.length)] ^= 1 << this.below(8);
    return changed;
  }
}
