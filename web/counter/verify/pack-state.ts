import { digestOf } from "./octets.ts";
import { objectMember, parseObject, textMember, timeMember, wholeMember, type JsonObject } from "./json.ts";
import type { Pack } from "./pack.ts";

/** What a verifier without a server remembers for ever, so that no older pack is taken
    (docs/offline-pack.md, "The state"). */
export interface PackState {
  iss: string;
  trust_list: Seen;
  pack: Seen;
  iat: number;
}
interface Seen { seq: number; sha256: string }

/** Why a pack is not taken: something newer was seen, or something else under the same number. */
export type Rollback = "other_issuer" | "older_trust_list" | "other_trust_list" | "older_pack" | "other_pack" | "older_issue";

function first({ trustList, sequence, hash, issuedAt }: Pack): PackState {
  return { iss: trustList.issuer, trust_list: { seq: trustList.sequence, sha256: trustList.hash },
    pack: { seq: sequence, sha256: hash }, iat: issuedAt };
}

/** The state after that pack, to be kept before the first answer from it. `seen` is nothing for a
    verifier that never took one. */
export function stateAfter(seen: PackState | undefined, pack: Pack): PackState | Rollback {
  const next = first(pack);
  if (!seen) return next;
  if (next.iss !== seen.iss) return "other_issuer";
  if (next.trust_list.seq < seen.trust_list.seq) return "older_trust_list";
  if (next.trust_list.seq === seen.trust_list.seq && next.trust_list.sha256 !== seen.trust_list.sha256) return "other_trust_list";
  if (next.pack.seq < seen.pack.seq) return "older_pack";
  if (next.pack.seq === seen.pack.seq && next.pack.sha256 !== seen.pack.sha256) return "other_pack";
  return next.iat < seen.iat ? "older_issue" : next;
}

export async function writeState({ iss, trust_list: trust, pack, iat }: PackState): Promise<string> {
  const content = { iss, trust_list: { seq: trust.seq, sha256: trust.sha256 }, pack: { seq: pack.seq, sha256: pack.sha256 }, iat };
  return JSON.stringify({ ...content, digest: await digestOf(JSON.stringify(content)) });
}

/** Nothing for a text that is no state; the caller stops then, and never starts anew. */
export async function readState(text: string): Promise<PackState | undefined> {
  const from = parseObject(text);
  const iss = textMember(from, "iss");
  const [trust, pack] = ["trust_list", "pack"].map((name) => seenIn(objectMember(from, name)));
  const iat = timeMember(from, "iat");
  if (iss === undefined || !trust || !pack || iat === undefined) return undefined;
  const state = { iss, trust_list: trust, pack, iat };
  return await writeState(state) === text ? state : undefined;
}

function seenIn(from: JsonObject | undefined): Seen | undefined {
  const seq = wholeMember(from, "seq");
  const hash = textMember(from, "sha256");
  return seq === undefined || hash === undefined ? undefined : { seq, sha256: hash };
}
