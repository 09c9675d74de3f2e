import type { Problem } from "@/api/problem";
import type { CounterProfile, OfflineItem, QuotaLeft, Verified, Whom } from "../device/contract";
import type { Text } from "../words";
import type { TokenClaims } from "../verify/card";
import { lastDayBefore } from "../verify/days";
import { maskName } from "../verify/names";
import { colourOf, type Colour, type Verdict } from "../verify/verdict";
import type { Evidence, Verification } from "../verify/verifier";

/** What fills the screen, wherever it was found out. */
export interface Shown {
  verdict: Verdict;
  colour: Colour;
  source: "server" | "device";
  reason?: string;
  card?: ShownCard;
  services: ShownService[];
  /** The server's name of the verification; without it, uses are kept until they can be reported. */
  id?: string;
  token?: OfflineItem["token"];
  /** Seconds since the status data was issued. */
  dataAge?: number;
  note?: "bound" | "number" | "noData" | "busy" | "fault";
  problem?: Problem;
}

export interface ShownCard {
  number?: string;
  holder?: string;
  last4?: string;
  enterprise?: string;
  category?: "principal" | "talent";
  until?: string;
}

export interface ShownService {
  code: string;
  name: Text;
  for: Whom[];
  state: "valid" | "not_entitled" | "quota_used";
  quota?: QuotaLeft;
  /** The use is counted, but not here. */
  isLimited: boolean;
}

export function fromServer(answer: Verified): Shown {
  const { card } = answer;
  return {
    verdict: answer.verdict, colour: colourOf(answer.verdict), source: "server", id: answer.id,
    ...(answer.reason && { reason: answer.reason }), dataAge: answer.data_age_seconds,
    ...(card && { card: {
      number: card.number ?? undefined, holder: card.holder_name ?? undefined, last4: card.holder_id_last4 ?? undefined,
      enterprise: card.enterprise_name ?? undefined, category: card.category ?? undefined, until: card.valid_until ?? undefined,
    } }),
    services: answer.services.map(({ code, name, for: whom, state, quota }) => ({
      code, name, for: whom, state: state as ShownService["state"], quota: quota ?? undefined, isLimited: Boolean(quota) })),
  };
}

/** The verdict of this device. A token that waits for its holder's key is not badly signed: it is one
    that only the server can ask about. */
export function fromDevice({ verdict, refusal, card, token }: Verification, { pack }: Evidence, known: CounterProfile, now: number): Shown {
  const bound = refusal === "key_binding_not_awaited";
  const shown = bound ? "offline" : verdict;
  const list = card && pack.statusLists.find(({ uri }) => uri === card.status.uri);
  return {
    verdict: shown, colour: colourOf(shown), source: "device", dataAge: Math.max(0, now - (list?.issuedAt ?? pack.issuedAt)),
    ...(refusal && { reason: refusal }), ...(bound && { note: "bound" as const }), ...(token && { token }),
    ...(card && { card: cardOf(card) }), services: card && verdict === "valid" ? servicesOf(card, known) : [],
  };
}

function cardOf({ cardNumber, holderName, idLast4, enterpriseName, category, expires }: TokenClaims): ShownCard {
  return { number: cardNumber, holder: holderName && maskName(holderName), last4: idLast4, enterprise: enterpriseName, category, until: lastDayBefore(expires) };
}

function servicesOf({ services }: TokenClaims, { partner, services: own }: CounterProfile): ShownService[] {
  const shown = services.get(partner.sector);
  return own.map(({ code, name, for: whom, quota }) => ({
    code, name, for: whom, isLimited: quota !== null,
    state: shown === "all" || shown?.includes(code) ? "valid" : "not_entitled" }));
}
