import { fileURLToPath } from "node:url";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

import { compress } from "./build/compress.ts";
import { offline } from "./build/offline.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The counter is built by itself, so that nothing of the desk reaches a device that has to load it
// over a bad network and keep it. It goes beside the desk, into the same folder.
export default defineConfig({
  root: here("."),
  plugins: [vue(), offline({ page: "counter/index.html", folder: here("./counter") }), compress()],
  resolve: { alias: [{ find: "@", replacement: here(".") }] },
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    target: "es2022",
    emptyOutDir: false,
    assetsInlineLimit: 0, // a data: address is one that the policy of the pages forbids
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here("./counter/index.html") },
  },
});
