// Random cards of a stranger who makes tokens with other libraries. Plain claims; fit the profile.
import { Random } from "../support/random.mjs";
import { cardNumber, uscc } from "../support/synthetic.mjs";

const issuer = "https://card.yichuan.example";
const characters = [..."张王李欧阳司马伊川耐材壹贰龘㛃䶮𬱖·Aé"];
const catalogue = {
  health: ["health.checkup", "health.green_lane"],
  finance: ["finance.fee_waiver"],
  education: ["education.enrolment", "education.transfer", "education.training"],
};
export const sectorBits = { health: 1, finance: 2, education: 4 };

/** 00:00 in Asia/Shanghai, so many days from the day of `now`. */
function startOfDay(now, days) {
  const offset = 8 * 3600;
  return (Math.floor((now + offset) / 86400) + days) * 86400 - offset;
}

export class RandomCards {
  random;
  #now;
  #serial = 0;

  constructor(seed, now) {
    this.random = new Random(seed);
    this.#now = now;
  }

  #text(length) {
    return Array.from({ length }, () => this.random.pick(characters)).join("");
  }

  #number() {
    for (;;) {
      this.#serial += 1 + this.random.below(5000);
      const number = cardNumber(26, this.#serial);
      if (number) return number;
    }
  }

  status() {
    return { status_list: {
      idx: this.random.below(1 << 17), uri: `${issuer}/status-lists/${1 + this.random.below(9)}` } };
  }

  /** The claims of a wallet token before anything is concealed. */
  next() {
    const services = {};
    for (const [sector, codes] of Object.entries(catalogue)) {
      const some = codes.slice(0, this.random.below(codes.length + 1));
      if (some.length > 0) services[sector] = some;
    }
    const first = -1 - this.random.below(300);
    return {
      iss: issuer, vct: `${issuer}/vct/service-card`,
      iat: startOfDay(this.#now, first), nbf: startOfDay(this.#now, first + this.random.below(2)),
      exp: startOfDay(this.#now, 1 + this.random.below(1000)),
      status: this.status(),
      card_number: this.#number(),
      holder_name: this.#text(1 + this.random.below(8)),
      holder_id_last4: String(this.random.below(10000)).padStart(4, "0"),
      enterprise_name: `${this.#text(3 + this.random.below(12))}（虚构）`,
      enterprise_uscc: uscc(this.random.below(10000)),
      category: this.random.pick(["principal", "talent"]),
      services,
    };
  }
}

/** What of such claims is disclosed one by one. */
export const disclosureFrame = (claims) => ({
  _sd: ["card_number", "holder_name", "holder_id_last4", "enterprise_name", "enterprise_uscc",
    "category"],
  services: { _sd: Object.keys(claims.services) },
});

/** The claims of the printed token of that card, as Maps in the order of deterministic CBOR. */
export function printedClaims(claims, status) {
  const sectors = Object.keys(claims.services).reduce((all, name) => all | sectorBits[name], 0);
  const { idx, uri } = status.status_list;
  return new Map([
    [4, claims.exp], [5, claims.nbf], [6, claims.iat],
    [65535, new Map([["status_list", new Map([["idx", idx], ["uri", uri]])]])],
    [-65537, new Map([[1, claims.card_number], [2, claims.holder_name],
      [3, claims.enterprise_name], [4, claims.category === "principal" ? 1 : 2], [5, sectors]])],
  ]);
}
