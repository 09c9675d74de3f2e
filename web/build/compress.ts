import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

const isCompressed = (file: string) => /\.(br|gz)$/.test(file);

/** Writes `.br` and `.gz` beside every file of the bundle, once and as small as they get. */
export function compress(): Plugin {
  return {
    name: "compress",
    apply: "build",
    async writeBundle({ dir }) {
      const names = await readdir(dir!, { recursive: true, withFileTypes: true });
      const all = new Set(names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name)));
      const files = [...all].filter((file) => !isCompressed(file) && !all.has(`${file}.br`));
      await Promise.all(files.map(async (file) => {
        const octets = await readFile(file);
        const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
        await writeFile(`${file}.br`, await asBrotli(octets, best));
        await writeFile(`${file}.gz`, await asGzip(octets, { level: 9 }));
      }));
    },
  };
}
