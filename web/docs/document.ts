/** What the pages read of an OpenAPI 3.1 document, and how its parts are found. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Media { schema?: Schema; example?: unknown }

export interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Answer {
  $ref?: string;
  description: string;
  content?: Record<string, Media>;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
}

export interface OpenApi {
  info: { title: string; version: string; summary?: string; description?: string };
  tags: { name: string; description?: string }[];
  security?: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation | Parameter[]>>;
  components: {
    schemas: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    responses?: Record<string, Answer>;
    securitySchemes?: Record<string, { type: string; scheme?: string; description?: string; name?: string; in?: string }>;
  };
}

export interface Route extends Operation { method: string; path: string }
export interface Group { name: string; description: string; routes: Route[] }

const methods = ["get", "post", "put", "patch", "delete"];

/** The last part of "#/components/schemas/Card". */
export const nameOf = (ref: string): string => ref.split("/").at(-1)!;

/** What a reference stands for; anything else is itself. */
export function resolve<T extends { $ref?: string }>(document: OpenApi, part: T): T {
  if (!part.$ref) return part;
  const found = part.$ref.slice(2).split("/")
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
  if (found === undefined) throw new Error(`no ${part.$ref}`);
  return resolve(document, found as T);
}

export function routesOf(document: OpenApi): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method])
      .map((method) => ({ ...(item[method] as Operation), method, path })));
}

/** The operations by their first tag, in the order of the document's tags. */
export function groupsOf(document: OpenApi): Group[] {
  const routes = routesOf(document);
  return document.tags
    .map(({ name, description = "" }) => ({ name, description, routes: routes.filter(({ tags }) => tags[0] === name) }))
    .filter(({ routes: some }) => some.length > 0);
}

/** Who may call an operation, by security scheme, with the scopes that it takes; nobody in particular
    where it is open. */
export function callersOf(document: OpenApi, { security }: Operation): { name: string; scopes: string[] }[] {
  const callers = new Map<string, string[]>();
  for (const one of security ?? document.security ?? []) {
    for (const [name, scopes] of Object.entries(one)) callers.set(name, [...callers.get(name) ?? [], ...scopes]);
  }
  return [...callers].map(([name, scopes]) => ({ name, scopes }));
}

/** Every word of the question stands somewhere in the operation. */
export function matches({ method, path, operationId, summary, description = "" }: Route, question: string): boolean {
  const text = `${method} ${path} ${operationId} ${summary} ${description}`.toLowerCase();
  return question.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
