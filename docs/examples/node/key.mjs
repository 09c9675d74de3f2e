// key.mjs: a key pair for private_key_jwt; private.jwk stays here, public.jwk goes to the desk.
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
writeFileSync("private.jwk", JSON.stringify(privateKey.export({ format: "jwk" })), { mode: 0o600 });
writeFileSync("public.jwk", JSON.stringify(publicKey.export({ format: "jwk" })));
