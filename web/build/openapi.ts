import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";
import { parse } from "yaml";

const file = fileURLToPath(new URL("../../schema/openapi.yaml", import.meta.url));
const name = "virtual:openapi";

/** `import document from "virtual:openapi"`: the API's description as it stands in schema/, read when
    the pages are built. */
export function openapi(): Plugin {
  return {
    name: "openapi",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(file);
      const json = JSON.stringify(parse(await readFile(file, "utf8")));
      return `export default JSON.parse(${JSON.stringify(json)});`;
    },
  };
}
