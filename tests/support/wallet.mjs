// A holder's phone: a key, proofs that it has it, and presentations of a token that is bound to it.
import { createHash, generateKeyPairSync } from "node:crypto";

import { signJws } from "./root.mjs";

export class Wallet {
  #key = generateKeyPairSync("ec", { namedCurve: "P-256" });

  get jwk() {
    const { kty, crv, x, y } = this.#key.publicKey.export({ format: "jwk" });
    return { kty, crv, x, y };
  }

  get privateJwk() {
    return this.#key.privateKey.export({ format: "jwk" });
  }

  /** OpenID4VCI's proof of possession for a challenge of the issuer. */
  proof({ nonce, audience }) {
    return signJws({ alg: "ES256", typ: "openid4vci-proof+jwt", jwk: this.jwk },
      { aud: audience, iat: Math.floor(Date.now() / 1000), nonce }, this.#key.privateKey);
  }

  /** The token with all its disclosures and a key binding for a request of a partner. */
  present(token, { nonce, audience }) {
    const sdHash = createHash("sha256").update(token).digest("base64url");
    return token + signJws({ alg: "ES256", typ: "kb+jwt" },
      { iat: Math.floor(Date.now() / 1000), aud: audience, nonce, sd_hash: sdHash },
      this.#key.privateKey);
  }

  /** Has a card's wallet token bound to this key, and gives the new token. */
  async bind(clerk, number) {
    const challenge = await clerk.post(`/v1/cards/${number}/wallet/challenge`, undefined, 201);
    const { text } = await clerk.send("POST", `/v1/cards/${number}/wallet`,
      { body: { jwk: this.jwk, proof: this.proof(challenge) }, expect: 201 });
    return text;
  }
}
