/** Tells a wedge scanner from a person by its speed, and reads its keys by their place on the
    keyboard: `KeyboardEvent.code` is the same under every input method, layout and lock. */
const longestGap = 60; // milliseconds between two keys of a scanner; people take longer
const longestPause = 400; // within what has begun as a scan, on a computer that is busy
const shortestScan = 20;
const prefix = "SC1";

/** Whether a key is the scanner's, and has to be kept from everything else. */
export type Taken = "taken" | "left";

export class Wedge {
  #text = "";
  #lastAt = Number.NEGATIVE_INFINITY;
  #ending: ReturnType<typeof setTimeout> | undefined;

  /** `onScan` gets a whole text; `onPerson` what turned out to be typed by hand. */
  constructor(readonly onScan: (text: string) => void, readonly onPerson: (text: string) => void = () => {}) {}

  key(code: string, at: number): Taken {
    const quick = at - this.#lastAt <= (this.#isScan() ? longestPause : longestGap);
    this.#lastAt = at;
    if (code === "Enter" || code === "NumpadEnter" || code === "Tab") return this.#end(quick);
    const character = characterOf(code);
    if (character === undefined) return "left"; // Shift and its kin stand between the keys of a scanner
    if (!quick) this.#giveBack();
    this.#text += character;
    if (!this.#isScan()) return "left";
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => this.#pause(), 1.5 * longestPause);
    return "taken";
  }

  /** Whether keys are coming faster than a person's. */
  get isBusy(): boolean {
    return this.#text.length > 1;
  }

  #isScan(): boolean {
    return this.#text.startsWith(prefix);
  }

  #end(quick: boolean): Taken {
    if (!quick || !this.#isScan() || this.#text.length < shortestScan) {
      this.#giveBack();
      return "left";
    }
    this.#finish();
    return "taken";
  }

  /** Some scanners send nothing behind the text. */
  #pause() {
    if (this.#text.length >= shortestScan) this.#finish();
    else this.#giveBack();
  }

  #finish() {
    const text = this.#text;
    this.#clear();
    this.onScan(text);
  }

  #giveBack() {
    const text = this.#isScan() ? this.#text.slice(prefix.length - 1) : "";
    this.#clear();
    if (text !== "") this.onPerson(text);
  }

  #clear() {
    clearTimeout(this.#ending);
    this.#text = "";
  }
}

function characterOf(code: string): string | undefined {
  return /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code)?.slice(1).find(Boolean);
}
