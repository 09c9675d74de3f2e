// Builds the desk and then the counter beside it: node build/all.mjs [--outDir FOLDER]
import { parseArgs } from "node:util";

import { build } from "vite";

const { values } = parseArgs({ options: { outDir: { type: "string", default: "dist" } } });

for (const configFile of ["vite.config.ts", "vite.counter.config.ts"]) {
  await build({ configFile, build: { outDir: values.outDir } });
}
