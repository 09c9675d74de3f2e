import { nameOf, type Schema } from "./document";

/** A schema's kind in few words: "Card", "array of Card", "string (date) or null". */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives && !schema.properties) return alternatives.map(typeOf).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types.map((type) => {
    if (type === "array") return `array of ${schema.items ? typeOf(schema.items) : "any"}`;
    return type === "string" && schema.format ? `string (${schema.format})` : type;
  }).join(" | ");
}

/** What a value is held to: its words, its range, its pattern. */
export function limitsOf(schema: Schema): string {
  const limits: string[] = [];
  if (schema.enum) limits.push(schema.enum.map((value) => JSON.stringify(value)).join(" "));
  if (schema.const !== undefined) limits.push(JSON.stringify(schema.const));
  if (schema.minimum !== undefined) limits.push(`≥ ${schema.minimum}`);
  if (schema.maximum !== undefined) limits.push(`≤ ${schema.maximum}`);
  if (schema.minLength !== undefined) limits.push(`length ≥ ${schema.minLength}`);
  if (schema.maxLength !== undefined) limits.push(`length ≤ ${schema.maxLength}`);
  if (schema.maxItems !== undefined) limits.push(`items ≤ ${schema.maxItems}`);
  if (schema.pattern) limits.push(schema.pattern);
  if (schema.default !== undefined) limits.push(`= ${JSON.stringify(schema.default)}`);
  return limits.join("  ");
}
