// Synthetic card data with check characters computed a second time, so that the tests do not ask the
// code under test. Nothing here belongs to anybody.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const weighted = (text, weights, alphabet) =>
  [...text].reduce((sum, character, i) => sum + weights[i] * alphabet.indexOf(character), 0);

/** The USCC of the demonstration with that number (GB 32100-2015, GB 11714). */
export function uscc(number) {
  const body = `91410329FAKE${String(number).padStart(4, "0")}`;
  const inner = 11 - (weighted(body.slice(8), [3, 7, 9, 10, 5, 8, 4, 2], base36) % 11);
  const first17 = body + (inner === 10 ? "X" : String(inner % 11));
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  return first17 + usccAlphabet[(31 - (weighted(first17, weights, usccAlphabet) % 31)) % 31];
}

/** A resident ID of an area that does not exist (GB 11643-1999). */
export function residentId(birthday, sequence) {
  const body = `410399${birthday}${String(sequence).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return body + "10X98765432"[weighted(body, weights, base36) % 11];
}

/** The card number with that serial, or nothing where the serial is skipped (ISO 7064 MOD 37,36). */
export function cardNumber(year, serial) {
  const body = `YC${year}${String(serial).padStart(5, "0")}`;
  let sum = 36;
  for (const character of body) {
    sum = (sum + base36.indexOf(character)) % 36 || 36;
    sum = (sum * 2) % 37;
  }
  const check = base36[(37 - sum) % 36];
  if (check === "I" || check === "O") return undefined;
  return `YC${year}-${body.slice(4)}-${check}`;
}
