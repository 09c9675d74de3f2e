// A client of the API that takes no answer which the contract does not describe.
import assert from "node:assert/strict";

/** What a problem answer must be, whatever else it says (RFC 9457). */
function checkProblem({ status, type, json, requestId }) {
  assert.equal(type, "application/problem+json");
  assert.equal(json.status, status);
  assert.match(json.type, /^\/problems\/[a-z0-9-]+$/);
  assert.equal(json.instance, `/requests/${requestId}`);
  assert.ok(json.title.length > 0);
}

export class Client {
  /** `logged(requestId)` gives what the server's log says of a request. */
  constructor(base, contract, token, logged) {
    this.base = base;
    this.contract = contract;
    this.token = token;
    this.logged = logged;
  }

  /** Signs in as a page does: from now on the session's cookie goes with every request. */
  async signIn(name, password, code) {
    return this.#takeSession(await this.send("POST", "/v1/session",
      { body: { name, password, ...(code && { code }) }, expect: 201 }));
  }

  /** For an account just made: signs in, and gives it a password of its own. */
  async moveIn(name, oneTime, own) {
    await this.signIn(name, oneTime);
    return this.#takeSession(await this.send("PUT", "/v1/me/password",
      { body: { current: oneTime, new: own }, expect: 200 }));
  }

  #takeSession(answer) {
    this.session = { Cookie: answer.headers.get("set-cookie").split(";")[0],
      "X-CSRF-Token": answer.json.csrf_token };
    return answer.json;
  }

  /** A change that brings a new session, as the second factor's do. */
  async renew(method, target, body, expect = 200) {
    return this.#takeSession(await this.send(method, target, { body, expect }));
  }

  /** The same server for somebody else. */
  as(token) {
    return new Client(this.base, this.contract, token, this.logged);
  }

  /** {status, type, headers, requestId, bytes, text, json}; throws unless the status is `expect`. */
  async send(method, target, { body, type = "application/json", expect, headers = {} } = {}) {
    const url = new URL(target, this.base);
    const response = await fetch(url, {
      method, redirect: "manual",
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...this.session,
        ...(body !== undefined && { "Content-Type": type }),
        ...headers,
      },
      body: body === undefined || typeof body === "string" || body instanceof Uint8Array
        ? body : JSON.stringify(body),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const answer = {
      status: response.status, headers: response.headers, bytes, text: bytes.toString(),
      type: (response.headers.get("content-type") ?? "").split(";")[0],
      requestId: response.headers.get("x-request-id"),
    };
    if (answer.type.endsWith("json")) answer.json = JSON.parse(answer.text);
    assert.match(answer.requestId ?? "", /^[0-9a-zA-Z_-]{8,}$/);
    this.contract.check(method, url.pathname,
      { status: answer.status, type: answer.type, body: answer.text });
    if (answer.status === 500) {
      await new Promise((resolve) => { setTimeout(resolve, 1500); });  // the log is written in batches
      assert.fail(`${method} ${target}: 500 ${this.logged(answer.requestId)}`);
    }
    if (answer.status >= 400 && url.pathname !== "/readyz") checkProblem(answer);
    if (expect) assert.equal(answer.status, expect, `${method} ${target}: ${answer.text}`);
    return answer;
  }

  async get(target, expect = 200, headers = {}) {
    return this.send("GET", target, { expect, headers });
  }

  /** The JSON of a POST that succeeds, or of its problem where `expect` says so. */
  async post(target, body, expect = 200) {
    return (await this.send("POST", target, { body, expect })).json;
  }

  async patch(target, body, expect = 200) {
    return (await this.send("PATCH", target, { body, expect })).json;
  }

  async json(target, expect = 200) {
    return (await this.get(target, expect)).json;
  }
}
