// SC1 texts, written down a second time so that the tests do not ask the code under test:
// RFC 4648 §6 without padding behind the prefix.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function encodeSc1(octets) {
  let bits = "";
  for (const octet of octets) bits += octet.toString(2).padStart(8, "0");
  let text = "SC1";
  for (let i = 0; i < bits.length; i += 5) {
    text += alphabet[parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2)];
  }
  return text;
}

export function decodeSc1(text) {
  if (!text.startsWith("SC1")) throw new Error(`no SC1 text: ${text.slice(0, 10)}`);
  let bits = "";
  for (const character of text.slice(3)) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Error(`no Base32 character: ${character}`);
    bits += value.toString(2).padStart(5, "0");
  }
  const octets = [];
  for (let i = 0; i + 8 <= bits.length; i += 8) octets.push(parseInt(bits.slice(i, i + 8), 2));
  return Buffer.from(octets);
}
