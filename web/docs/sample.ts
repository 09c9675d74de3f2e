import { type OpenApi, resolve, type Route, type Schema } from "./document";

/** Values that say more than their type does; nothing in them belongs to anybody. */
const telling: Record<string, unknown> = {
  uscc: "91410329FAKE000136",
  enterprise: "91410329FAKE000136",
  number: "YC26-00017-2",
  card_number: "YC26-00017-2",
  card: "YC26-00017-2",
  holder_id_last4: "0013",
  holder_name: "张*",
  enterprise_name: "伊川示例壹号耐材有限公司（虚构）",
  presentation: "SC12KCEIIQ…",
  service: "health.checkup",
  partner: "hospital-1",
  zh: "…",
  en: "…",
  year: 2025,
  amount_fen: 300000001,
  code: "7k2m-9qxd-03vh",
  verification_id: "1024",
  site: "east",
  type: "/problems/bad-request",
  status: 400,
};

const formats: Record<string, string> = {
  "date": "2026-11-23",
  "date-time": "2026-11-23T02:00:00Z",
  "uri": "https://card.example.cn",
};

const deepest = 6;

/** A value that the schema takes, to be read by people. `name` is that of the member it stands in. */
export function sampleOf(document: OpenApi, given: Schema, name = "", depth = 0): unknown {
  const schema = resolve(document, given);
  const stated = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.enum?.[0];
  if (stated !== undefined) return stated;
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives && !schema.properties) return sampleOf(document, alternatives[0]!, name, depth);
  const type = [schema.type].flat().find((one) => one !== "null") ?? (schema.properties ? "object" : undefined);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((part) => sampleOf(document, part, name, depth)));
  }
  if (type === "object") return objectOf(document, schema, depth);
  if (type === "array") {
    return schema.items && depth < deepest ? [sampleOf(document, schema.items, name.replace(/s$/, ""), depth + 1)] : [];
  }
  if (type === "boolean") return schema.default ?? false;
  const told = telling[name];
  if (type === "integer" || type === "number") {
    return typeof told === "number" ? told : schema.default ?? schema.minimum ?? 1;
  }
  return schema.default ?? formats[schema.format ?? ""] ?? (typeof told === "string" ? told : "…");
}

function objectOf(document: OpenApi, schema: Schema, depth: number): Record<string, unknown> {
  if (depth >= deepest) return {};
  const entries = Object.entries(schema.properties ?? {});
  const first = schema.oneOf?.[0]?.required; // of members that exclude one another
  const others = new Set(schema.oneOf?.slice(1).flatMap(({ required = [] }) => required));
  return Object.fromEntries(entries
    .filter(([name]) => !others.has(name) || first?.includes(name))
    .map(([name, member]) => [name, sampleOf(document, member, name, depth + 1)]));
}

/** The operation as a command, with what the reader has to put in as shell variables. */
export function curlOf(document: OpenApi, route: Route, isOpen: boolean): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => String(telling[name] ?? "1"));
  const lines = [`curl -sS${route.method === "get" ? "" : ` -X ${route.method.toUpperCase()}`} "$SERVICECARD${path}"`];
  if (!isOpen) lines.push(`  -H "Authorization: Bearer $SERVICECARD_KEY"`);
  for (const { name, in: place, required } of (route.parameters ?? []).map((one) => resolve(document, one))) {
    if (place === "header" && required) lines.push(`  -H "${name}: ${name === "Idempotency-Key" ? "$(uuidgen)" : "…"}"`);
  }
  const [type, media] = Object.entries(route.requestBody?.content ?? {})[0] ?? [];
  if (type) lines.push(`  -H 'Content-Type: ${type}'`);
  if (type?.endsWith("json") && media?.schema) {
    lines.push(`  -d '${JSON.stringify(sampleOf(document, media.schema))}'`);
  } else if (type) {
    lines.push("  --data-binary @file");
  }
  return lines.join(" \\\n");
}
