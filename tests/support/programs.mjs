// Where the programs are: CARD_BIN names the folder of cardserver and cardctl; what only tests need
// stands in the folder `tests` beside it.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const bin = path.resolve(process.env.CARD_BIN ?? path.join(root, "build/release/bin"));
export const testPrograms = path.join(bin, "../tests");
