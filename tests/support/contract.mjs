// schema/openapi.yaml as a judge: every answer must be one that it describes, by status, media type
// and schema, and it counts the operations that were seen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { addFormats, Ajv2020, yaml } from "./packages.mjs";
import { root } from "./programs.mjs";

const methods = ["get", "post", "put", "patch", "delete"];

function newAjv() {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  return ajv;
}

/** A function that throws where a document breaks that file of schema/. */
export function schemaFile(name) {
  const ajv = newAjv();
  const validate = ajv.compile(JSON.parse(readFileSync(path.join(root, "schema", name))));
  return (document) => assert.ok(validate(document), ajv.errorsText(validate.errors));
}

export class Contract {
  seen = new Set();
  #ajv = newAjv();
  #operations = [];

  constructor() {
    this.text = readFileSync(path.join(root, "schema/openapi.yaml"), "utf8");
    const document = yaml.parse(this.text);
    const local = JSON.parse(JSON.stringify(document)
      .replaceAll("#/components/schemas/", "contract#/$defs/"));
    this.#ajv.addSchema({ $id: "contract", $defs: local.components.schemas });
    for (const [pattern, item] of Object.entries(local.paths)) {
      for (const method of methods.filter((name) => item[name])) {
        this.#operations.push(this.#operation(local, pattern, method, item[method]));
      }
    }
  }

  #operation(document, pattern, method, { operationId, responses }) {
    const validators = {};
    for (const [status, given] of Object.entries(responses)) {
      const response = given.$ref ? document.components.responses[given.$ref.split("/").at(-1)] : given;
      validators[status] = Object.fromEntries(Object.entries(response.content ?? {})
        .map(([type, { schema }]) => [type, this.#ajv.compile(schema)]));
    }
    const shape = new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`);
    return { operationId, method, shape, literal: !pattern.includes("{"), validators };
  }

  /** Every operationId of the document. */
  get operations() {
    return this.#operations.map(({ operationId }) => operationId);
  }

  #find(method, pathname) {
    const found = this.#operations.filter((operation) =>
      operation.method === method.toLowerCase() && operation.shape.test(pathname));
    return found.find(({ literal }) => literal) ?? found[0];
  }

  /** Throws where an answer is not described; routes that are not in the document are left alone. */
  check(method, pathname, { status, type, body }) {
    const operation = this.#find(method, pathname);
    if (!operation) return;
    this.seen.add(operation.operationId);
    const where = `${method} ${pathname} -> ${status} ${type}`;
    const { validators } = operation;
    assert.ok(validators[status] || (status >= 400 && validators.default), `${where}: ${body}`);
    const media = validators[status] ?? validators.default;
    if (Object.keys(media).length === 0) return assert.equal(body, "", where);
    const validate = media[type];
    assert.ok(validate, `${where}: not among ${Object.keys(media)}`);
    const value = type.endsWith("json") ? JSON.parse(body) : body;
    assert.ok(validate(value), `${where}: ${this.#ajv.errorsText(validate.errors)}: ${body}`);
  }
}
