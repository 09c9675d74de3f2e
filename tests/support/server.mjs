// A cardserver of one's own: a data directory in a temporary folder, on a free port of the loopback
// address, ended by its process id.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { Client } from "./client.mjs";
import { Contract } from "./contract.mjs";
import { bin } from "./programs.mjs";

async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Runs a program of the folder `bin` to its end: {code, stdout, stderr}. */
export function runProgram(name, args, { input = "", env = {} } = {}) {
  return new Promise((resolve) => {
    const child = execFile(path.join(bin, name), args,
      { maxBuffer: 1 << 28, env: { ...process.env, LANG: "en_US.UTF-8", ...env } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }));
    child.stdin.on("error", () => {});  // it need not read what it does not want
    child.stdin.end(input);
  });
}

export const cardctl = (args, options) => runProgram("cardctl", args, options);

export class TestServer {
  #child;
  #log = "";

  /** A new data directory, served. `county`: with the demonstration's cards; `config`: a TOML text. */
  static async make({ county = false, flags = [], config } = {}) {
    const server = new TestServer();
    server.folder = await mkdtemp(path.join(os.tmpdir(), "servicecard-"));
    server.data = path.join(server.folder, "data");
    server.port = await freePort();
    server.issuer = `http://127.0.0.1:${server.port}`;
    server.contract = new Contract();
    server.flags = [...flags];
    if (config) {
      const file = path.join(server.folder, "cardserver.toml");
      await writeFile(file, config);
      server.flags.push("--config", file);
    }
    const where = ["--data", server.data, "--issuer", server.issuer];
    await server.#prepare(county ? ["demo", ...where] : ["init", ...where, "--demo"]);
    await server.start();
    const token = county ? "demo/tokens/administrator" : "admin-token";
    server.administratorToken = (await readFile(path.join(server.data, token), "utf8")).trim();
    return server;
  }

  async #prepare(args) {
    const { code, stderr } = await cardctl(args);
    assert.equal(code, 0, stderr);
  }

  async start() {
    this.#child = spawn(path.join(bin, "cardserver"),
      ["--data", this.data, "--port", String(this.port), ...this.flags],
      { stdio: ["ignore", "ignore", "pipe"] });
    this.#child.stderr.on("data", (text) => { this.#log += text; });
    for (let tries = 0; tries < 300; tries += 1) {
      assert.equal(this.#child.exitCode, null, `cardserver ended: ${this.#log}`);
      const ready = await fetch(`${this.issuer}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    assert.fail(`cardserver is not ready: ${this.#log}`);
  }

  /** The log so far, a JSON object a line. */
  get log() {
    return this.#log;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Sends a signal and gives the exit code, or the signal that ended it. */
  async end(signal = "SIGTERM") {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return this.#child.exitCode ?? this.#child.signalCode;
    }
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    const [code, by] = await ended;
    return code ?? by;
  }

  /** Ends the server and removes its folder. */
  async remove() {
    await this.end("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }

  client(token) {
    return new Client(this.issuer, this.contract, token, (id) =>
      this.#log.split("\n").filter((line) => line.includes(id)).join("\n"));
  }

  get administrator() {
    return this.client(this.administratorToken);
  }
}
