export const sectors = ["health", "finance", "education"] as const;
export type Sector = (typeof sectors)[number];

/** What a token says of a card, once it was found authentic. */
export interface TokenClaims {
  issuedAt: number;
  notBefore: number;
  expires: number;
  status: { uri: string; index: number };
  cardNumber?: string;
  holderName?: string;
  idLast4?: string;
  enterpriseName?: string;
  category?: "principal" | "talent";
  /** The sectors it shows, and of a wallet token the services of each. */
  services: Map<Sector, string[] | "all">;
}
