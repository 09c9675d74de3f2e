// The card library as tests of other libraries talk to it: interop_writer makes cards, interop_reader
// reads tokens. Their shapes are described at the head of tests/interop/interop_*.cpp.
import { execFile, spawn } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import { promisify } from "node:util";

import { testPrograms } from "./programs.mjs";

/** {keys, cards, statusLists}: so many cards that the library made and signed. */
export async function writeCards(count) {
  const { stdout } = await promisify(execFile)(
    path.join(testPrograms, "interop_writer"), [String(count)], { maxBuffer: 1 << 28 });
  const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
  return {
    keys: lines.find((line) => line.keys).keys,
    cards: lines.filter((line) => line.card).map((line) => line.card),
    statusLists: lines.filter((line) => line.status_list).map((line) => line.status_list),
  };
}

/** A running interop_reader; answers come in the order of the questions. */
export class CardReader {
  #child = spawn(path.join(testPrograms, "interop_reader"), { stdio: ["pipe", "pipe", "inherit"] });
  #waiting = [];

  constructor() {
    readline.createInterface({ input: this.#child.stdout })
      .on("line", (line) => this.#waiting.shift().resolve(JSON.parse(line)));
    this.#child.on("exit", () => {
      for (const { reject } of this.#waiting) reject(new Error("interop_reader ended"));
    });
  }

  /** {ok, claims} or {ok, error} for a task of interop_reader. */
  read(task) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify(task)}\n`);
    });
  }

  close() {
    this.#child.stdin.end();
  }
}
