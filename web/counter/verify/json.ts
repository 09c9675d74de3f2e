/** JSON as strict as the formats want it: no name twice, whole numbers that are held exactly, well
    formed texts, and no depth that would cost. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject { [name: string]: Json }

const deepest = 16;

/** What stands in the text; nothing where it is not strict. */
export function parseJson(text: string): Json | undefined {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  // What is left without its strings shows the structure: a colon is a member.
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/gs, "\"\"");
  const strict = depthOf(bare) <= deepest && !/\d[.eE]|-0|\d{16}/.test(bare) &&
    bare.split(":").length - 1 === countMembers(parsed) && isWellFormed(parsed);
  return strict ? parsed : undefined;
}

export function parseObject(text: string): JsonObject | undefined {
  return asObject(parseJson(text));
}

function depthOf(bare: string): number {
  let depth = 0;
  let most = 0;
  for (const character of bare) {
    if (character === "{" || character === "[") most = Math.max(most, ++depth);
    if (character === "}" || character === "]") depth -= 1;
  }
  return most;
}

function countMembers(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, each) => sum + countMembers(each as Json), own);
}

function isWellFormed(value: Json): boolean {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, each]) => isWellFormed(name) && isWellFormed(each as Json));
}

export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

/** A member of the object itself, never of what all objects have. */
export function member(from: JsonObject | undefined, name: string): Json | undefined {
  return from && Object.hasOwn(from, name) ? from[name] : undefined;
}

export function textMember(from: JsonObject | undefined, name: string): string | undefined {
  const value = member(from, name);
  return typeof value === "string" ? value : undefined;
}

export function wholeMember(from: JsonObject | undefined, name: string): number | undefined {
  const value = member(from, name);
  return Number.isSafeInteger(value) ? value as number : undefined;
}

export function objectMember(from: JsonObject | undefined, name: string): JsonObject | undefined {
  return asObject(member(from, name));
}

export function arrayMember(from: JsonObject | undefined, name: string): Json[] | undefined {
  const value = member(from, name);
  return Array.isArray(value) ? value : undefined;
}

const endOf9999 = 253_402_300_799;

/** Seconds since 1970, to the end of the year 9999. */
export function timeMember(from: JsonObject | undefined, name: string): number | undefined {
  const seconds = wholeMember(from, name);
  return seconds !== undefined && seconds >= 0 && seconds <= endOf9999 ? seconds : undefined;
}

export function hasOnly(object: JsonObject, names: readonly string[]): boolean {
  return Object.keys(object).every((name) => names.includes(name));
}
