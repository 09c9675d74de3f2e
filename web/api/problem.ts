/** An answer that says what went wrong (RFC 9457), in the language that was asked for. */
export class Problem extends Error {
  constructor(
    /** The last part of its type: "wrong-state"; "internal" for a broken machine. */
    readonly name: string,
    readonly title: string,
    readonly detail = "",
    readonly status = 0,
    /** Seconds after which to try again. */
    readonly retryAfter?: number,
    /** Names the request in the server's log. */
    readonly request?: string,
    /** What is wrong with single members of the body, by their names. */
    readonly members: ReadonlyMap<string, { zh: string; en: string }> = new Map(),
  ) {
    super(title);
  }

  static of(response: Response, body: unknown): Problem {
    const document = isDocument(body) ? body : {};
    const type = document.type ?? "about:blank";
    return new Problem(
      type === "about:blank" ? "internal" : type.slice(type.lastIndexOf("/") + 1),
      type === "about:blank" ? "" : document.title ?? "",
      document.detail,
      response.status,
      secondsOf(response.headers.get("Retry-After")),
      document.instance?.slice(document.instance.lastIndexOf("/") + 1),
      new Map((document.errors ?? []).map(({ pointer, zh, en }) => [pointer.slice(pointer.lastIndexOf("/") + 1), { zh, en }])),
    );
  }
}

/** No answer came at all. */
export function unreachable(): Problem {
  return new Problem("unreachable", "");
}

interface ProblemDocument {
  type?: string;
  title?: string;
  detail?: string;
  instance?: string;
  errors?: { pointer: string; zh: string; en: string }[];
}

function isDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null;
}

function secondsOf(header: string | null): number | undefined {
  return header && /^\d+$/.test(header) ? Number(header) : undefined;
}
