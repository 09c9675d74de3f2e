// npm packages for tests that stand outside tests/interop, where the packages are installed.
import { createRequire } from "node:module";

const require = createRequire(new URL("../interop/package.json", import.meta.url));

export const { Ajv2020 } = require("ajv/dist/2020.js");
export const addFormats = require("ajv-formats");
export const yaml = require("yaml");
