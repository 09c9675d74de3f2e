// GB18030 as Excel for Chinese writes it, from the decoder that Node has: its characters of two
// octets and ASCII; others have no place in a test's roster.
let octetsOf;

function table() {
  const decoder = new TextDecoder("gb18030");
  const pairs = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return pairs;
}

export function gb18030(text) {
  octetsOf ??= table();
  return Buffer.from([...text].flatMap((character) => {
    const octets = character < "\x80" ? [character.charCodeAt(0)] : octetsOf.get(character);
    if (!octets) throw new Error(`no two octets of GB18030: ${character}`);
    return octets;
  }));
}
