import { digestOf } from "./octets.ts";
import { arrayMember, asObject, parseObject, textMember, timeMember, wholeMember, type Json, type JsonObject } from "./json.ts";
import { isStatusListOf } from "./issuer.ts";
import { isJwtSignedBy, parseJwt } from "./jws.ts";
import type { PublicKey } from "./keys.ts";
import { readStatusList, signerOfStatusList, type StatusList } from "./status-list.ts";
import { readTrustList, type Purpose, type TrustedKey, type TrustList } from "./trust-list.ts";

/** Everything that a verifier without a server needs but for the root's key (docs/offline-pack.md). */
export interface Pack {
  trustList: TrustList;
  sequence: number;
  issuedAt: number;
  expires: number;
  statusLists: StatusList[];
  catalogue: JsonObject;
  hash: string;
}

interface Container { manifest: string; trust_list: string; status_lists: string[]; catalogue: string }
interface Manifest { iss: string; seq: number; iat: number; exp: number; trust_list: string; status_lists: { uri: string; sha256: string }[]; catalogue: string }

const largest = 16 * 1024 * 1024;

/** Reads and verifies a pack; nothing where anything about it is wrong. Time is asked at each check. */
export async function openPack(file: string, root: PublicKey): Promise<Pack | undefined> {
  const container = file.length <= largest ? readContainer(file) : undefined;
  const trustList = container && await readTrustList(container.trust_list, root);
  if (!container || !trustList) return undefined;
  const manifest = await readManifest(container.manifest, trustList);
  if (!manifest || manifest.trust_list !== trustList.hash || manifest.catalogue !== await digestOf(container.catalogue)) return undefined;
  const statusLists = await readLists(container.status_lists, manifest, trustList);
  const catalogue = parseObject(container.catalogue);
  if (!statusLists || !catalogue) return undefined;
  return { trustList, sequence: manifest.seq, issuedAt: manifest.iat, expires: manifest.exp, statusLists, catalogue,
    hash: await digestOf(container.manifest) };
}

function readContainer(file: string): Container | undefined {
  const from = parseObject(file);
  const manifest = textMember(from, "manifest");
  const trust = textMember(from, "trust_list");
  const lists = arrayMember(from, "status_lists");
  const catalogue = textMember(from, "catalogue");
  if (manifest === undefined || trust === undefined || catalogue === undefined || !lists?.every((list) => typeof list === "string")) return undefined;
  const container: Container = { manifest, trust_list: trust, status_lists: lists as string[], catalogue };
  return JSON.stringify(container) === file ? container : undefined;
}

/** A key that signs or signed for that purpose. */
export function usableKey({ keys }: TrustList, kid: string | undefined, purpose: Purpose): TrustedKey | undefined {
  return keys.find(({ key, state, purpose: its }) => key.kid === kid && its === purpose && (state === "active" || state === "retired"));
}

async function readManifest(text: string, trustList: TrustList): Promise<Manifest | undefined> {
  const jwt = parseJwt(text);
  const signer = usableKey(trustList, jwt?.kid, "pack");
  if (!jwt || jwt.typ !== "card-pack+jwt" || !signer || !(await isJwtSignedBy(jwt, signer.key))) return undefined;
  const manifest = manifestOf(jwt.claims);
  if (!manifest || JSON.stringify(manifest) !== jwt.payload || manifest.iss !== trustList.issuer) return undefined;
  const dated = manifest.iat < manifest.exp && manifest.iat >= trustList.issuedAt && manifest.exp <= signer.expires;
  return dated ? manifest : undefined;
}

function manifestOf(claims: JsonObject): Manifest | undefined {
  const [iss, trust, catalogue] = ["iss", "trust_list", "catalogue"].map((name) => textMember(claims, name));
  const seq = wholeMember(claims, "seq") ?? 0;
  const [iat, exp] = ["iat", "exp"].map((name) => timeMember(claims, name));
  const lists = arrayMember(claims, "status_lists")?.map(namedList);
  if (iss === undefined || trust === undefined || catalogue === undefined || seq < 1 || iat === undefined || exp === undefined) return undefined;
  if (!lists?.every((list) => list !== undefined)) return undefined;
  return { iss, seq, iat, exp, trust_list: trust, status_lists: lists, catalogue };
}

function namedList(item: Json) {
  const from = asObject(item);
  const uri = textMember(from, "uri");
  const hash = textMember(from, "sha256");
  return uri === undefined || hash === undefined ? undefined : { uri, sha256: hash };
}

async function readLists(texts: string[], manifest: Manifest, trustList: TrustList): Promise<StatusList[] | undefined> {
  const named = manifest.status_lists;
  if (texts.length !== named.length || new Set(named.map(({ uri }) => uri)).size !== named.length) return undefined;
  const lists = await Promise.all(texts.map(async (text, i) => {
    const { uri, sha256 } = named[i]!;
    const signer = usableKey(trustList, signerOfStatusList(text), "status");
    if (await digestOf(text) !== sha256 || !isStatusListOf(trustList.issuer, uri) || !signer) return undefined;
    const list = await readStatusList(text, uri, signer.key);
    return list && list.expires <= signer.expires && list.issuedAt <= manifest.iat ? list : undefined;
  }));
  return lists.every((list) => list !== undefined) ? lists : undefined;
}
