import { parseCardNumber } from "../verify/card-number";

/** What somebody put into the field by hand. */
export type Typed =
  | { kind: "token"; presentation: string }
  | { kind: "number"; number: string; last4?: string }
  | { kind: "nothing" }
  | { kind: "bad_number" };

/** A token is long, or begins or is parted as one; everything else should be a card number, with the
    last four of the ID behind it or still to come. Full-width characters count as their plain ones. */
export function readTyped(text: string): Typed {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return { kind: "nothing" };
  if (text.includes("~")) return { kind: "token", presentation: text.trim() };
  if (/^sc1/i.test(plain) || plain.length > 40) return { kind: "token", presentation: plain.replace(/\s/g, "") };
  const dashed = plain.replace(/[‐-―−﹣]/g, "-").replace(/\s*-\s*/g, "-");
  const [first = "", second] = dashed.split(/[\s,，/]+/);
  const number = parseCardNumber(first);
  if (!number) return { kind: "bad_number" };
  const last4 = second === undefined ? undefined : readLast4(second);
  return { kind: "number", number, ...(last4 && { last4 }) };
}

/** The last four of a resident ID; X for the last. */
export function readLast4(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim().toUpperCase();
  return /^\d{3}[\dX]$/.test(plain) ? plain : undefined;
}
