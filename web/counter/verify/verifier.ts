import type { TokenClaims } from "./card.ts";
import { credentialTypeOf, isStatusListOf } from "./issuer.ts";
import { octetsOf } from "./octets.ts";
import type { Pack } from "./pack.ts";
import type { PackState } from "./pack-state.ts";
import { isPrintedText, readPrinted } from "./printed.ts";
import { Refusal, refuseUnless, verdicts, type RefusalName } from "./refusal.ts";
import { statusAt } from "./status-list.ts";
import { shortKid, type TrustedKey, type TrustList } from "./trust-list.ts";
import type { Verdict } from "./verdict.ts";
import { readWallet } from "./wallet.ts";

/** What is known without a server: a pack that was verified, and what was seen before. */
export interface Evidence {
  pack: Pack;
  state: PackState;
}

export interface Question {
  now: number; // seconds since 1970
  hasContract: boolean;
  acceptsBearer: boolean;
  maxAge?: number; // of status data, in seconds
}

export interface Verification {
  verdict: Verdict;
  /** The first thing that was wrong; nothing for a valid card. */
  refusal?: RefusalName;
  /** What the token says, once it was found authentic; also for a card that does not count now. */
  card?: TokenClaims;
  /** By what records know the token: nothing in it tells of a person. */
  token?: { uri: string; idx: number; hash: string };
}

interface Authentic { claims: TokenClaims; hash: string }

const skew = 60;
const mostOctets = 16 * 1024;

/** One verification without a server, in the order of the library's verifier; the first failure
    decides. Nothing of a token is believed or shown before its signature was found good. */
export async function verify(presented: string, { pack, state }: Evidence, question: Question): Promise<Verification> {
  let authentic: Authentic | undefined;
  try {
    refuseUnless(question.hasContract, "partner_not_contracted");
    authentic = await authenticate(presented, pack.trustList, question);
    checkTime(authentic.claims, question.now);
    checkStatus(authentic.claims, pack, state, question);
    return { verdict: "valid", ...shown(authentic) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { verdict: verdicts[error.refusal], refusal: error.refusal, ...shown(authentic) };
  }
}

function shown(authentic: Authentic | undefined): Pick<Verification, "card" | "token"> {
  if (!authentic) return {};
  const { claims, hash } = authentic;
  return { card: claims, token: { uri: claims.status.uri, idx: claims.status.index, hash } };
}

async function authenticate(presented: string, trustList: TrustList, question: Question): Promise<Authentic> {
  refuseUnless(octetsOf(presented).length <= mostOctets, "too_large");
  const printed = isPrintedText(presented);
  refuseUnless(printed || presented.includes("~"), "bad_text");
  const authentic = printed ? await authenticatePrinted(presented, trustList) : await authenticateWallet(presented, trustList);
  refuseUnless(question.acceptsBearer, "bearer_refused");
  return authentic;
}

async function authenticatePrinted(text: string, trustList: TrustList): Promise<Authentic> {
  const token = await readPrinted(text);
  const key = cardKey(trustList, ({ kid }) => shortKid(kid) === token.shortKid);
  refuseUnless(await token.isSignedBy(key.key), "wrong_signature");
  refuseUnless(token.claims.expires <= key.expires, "outlives_key");
  refuseUnless(isStatusListOf(trustList.issuer, token.claims.status.uri), "wrong_status_uri");
  return token;
}

async function authenticateWallet(text: string, trustList: TrustList): Promise<Authentic> {
  const token = await readWallet(text);
  const key = cardKey(trustList, ({ kid }) => kid === token.kid);
  refuseUnless(await token.isSignedBy(key.key), "wrong_signature");
  refuseUnless(token.claims.expires <= key.expires, "outlives_key");
  refuseUnless(token.issuer === trustList.issuer, "wrong_issuer");
  refuseUnless(token.credentialType === credentialTypeOf(trustList.issuer), "wrong_credential_type");
  refuseUnless(isStatusListOf(trustList.issuer, token.claims.status.uri), "wrong_status_uri");
  // The holder proves a key to a request of the server: without one, nobody can.
  refuseUnless(!token.isHolderBound, "key_binding_not_awaited");
  return token;
}

function cardKey(trustList: TrustList, isIt: (key: TrustedKey["key"]) => boolean): TrustedKey {
  const key = trustList.keys.find((listed) => isIt(listed.key));
  refuseUnless(key, "key_not_in_pack");
  refuseUnless(key.purpose === "card", "wrong_purpose");
  refuseUnless(key.state !== "pending", "key_not_in_pack");
  refuseUnless(key.state !== "revoked", "revoked_key"); // whoever stole it can date back what he signs
  return key;
}

function checkTime({ issuedAt, notBefore, expires }: TokenClaims, now: number) {
  refuseUnless(issuedAt <= now + skew, "issued_in_future");
  refuseUnless(notBefore <= now + skew, "not_yet_valid");
  refuseUnless(now < expires, "expired");
}

function checkStatus({ status }: TokenClaims, pack: Pack, state: PackState, { now, maxAge }: Question) {
  refuseUnless(now < pack.trustList.expires, "trust_list_expired");
  refuseUnless(pack.trustList.issuedAt <= now + skew, "clock_set_back");
  refuseUnless(now >= state.iat - skew, "clock_set_back");
  refuseUnless(now < pack.expires, "pack_expired");
  const list = pack.statusLists.find(({ uri }) => uri === status.uri);
  refuseUnless(list, "not_listed");
  refuseUnless(maxAge === undefined || now - list.issuedAt < maxAge, "list_too_old");
  refuseUnless(now < list.expires, "list_expired");
  const value = statusAt(list, status.index);
  refuseUnless(value !== undefined, "not_listed");
  refuseUnless(value !== 1, "revoked");
  refuseUnless(value !== 2, "suspended");
  refuseUnless(value === 0, "unknown_value");
}
