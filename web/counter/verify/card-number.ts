const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** ISO 7064 MOD 37,36. */
function checkCharacter(body: string): string {
  let carry = 36;
  for (const character of body) carry = (((carry + alphabet.indexOf(character)) % 36 || 36) * 2) % 37;
  return alphabet[(37 - carry) % 36]!;
}

/** A card number in its canonical form, whatever the case, with both hyphens or none; nothing where
    the text is none. */
export function parseCardNumber(text: string): string | undefined {
  const found = /^([A-Z]{2}\d{2})(-?)(\d{5}|[1-9]\d{5,6})\2([0-9A-Z])$/.exec(text.toUpperCase());
  if (!found || /[^\x20-\x7e]/.test(text)) return undefined;
  const [, prefix, , serial, check] = found as unknown as [string, string, string, string, string];
  const good = !/^0+$/.test(serial) && check !== "I" && check !== "O" && check === checkCharacter(prefix + serial);
  return good ? `${prefix}-${serial}-${check}` : undefined;
}
