import { fileURLToPath } from "node:url";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

import { compress } from "./build/compress.ts";
import { openapi } from "./build/openapi.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  plugins: [vue(), openapi(), compress()],
  resolve: {
    alias: [
      { find: "@", replacement: here(".") },
      // Tests stand outside this folder, where its packages are not found by themselves.
      { find: /^(vue|vue-i18n)$/, replacement: here("./node_modules/$1") },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: "true", // Element Plus
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0, // a data: address is one that the policy of the pages forbids
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { desk: here("./desk/index.html"), docs: here("./docs/index.html") } },
  },
  test: {
    include: ["../tests/web/**/*.test.ts"],
    environment: "node",
  },
});
