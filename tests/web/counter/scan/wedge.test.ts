import { beforeEach, describe, expect, test, vi } from "vitest";

import { Wedge } from "@/counter/scan/wedge";

const codeOf = (character: string) => (/\d/.test(character) ? `Digit${character}` : `Key${character}`);
const token = `SC1${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(12)}`;

describe("a wedge", () => {
  let scans: string[];
  let typed: string[];
  let wedge: Wedge;

  beforeEach(() => {
    vi.useFakeTimers();
    scans = [];
    typed = [];
    wedge = new Wedge((text) => scans.push(text), (text) => typed.push(text));
  });

  const type = (text: string, gap: number, from = 1000) =>
    [...text].map((character, i) => wedge.key(codeOf(character), from + i * gap));

  test.each([2, 12, 40])("reads a scan of %d ms a key, whatever the input method makes of it", (gap) => {
    const taken = type(token, gap);
    expect(taken.slice(2)).toEqual(Array(token.length - 2).fill("taken"));
    expect(wedge.key("Enter", 1000 + token.length * gap)).toBe("taken");
    expect(scans).toEqual([token]);
  });

  test("reads digits of both rows, and ends with Tab or the other Enter", () => {
    for (const end of ["Tab", "NumpadEnter"]) {
      type("SC", 2);
      wedge.key("Numpad1", 1006);
      type(token.slice(3), 2, 1008);
      wedge.key(end, 1010 + token.length * 2);
    }
    expect(scans).toEqual([token, token]);
  });

  test("is not disturbed by keys that give no character", () => {
    for (const [i, character] of [...token].entries()) {
      wedge.key("ShiftLeft", 1000 + i * 4);
      wedge.key(codeOf(character), 1002 + i * 4);
    }
    wedge.key("Enter", 1004 + token.length * 4);
    expect(scans).toEqual([token]);
  });

  test("ends a scan behind which nothing comes", () => {
    type(token, 2);
    vi.advanceTimersByTime(1000);
    expect(scans).toEqual([token]);
  });

  test("reads on where a busy computer kept keys back", () => {
    type(token.slice(0, 100), 2);
    type(token.slice(100), 2, 1000 + 200 + 350);
    wedge.key("Enter", 1000 + 200 + 350 + 600);
    expect(scans).toEqual([token]);
  });

  test("leaves a person's keys alone", () => {
    expect(type("SC1ABCDEFGHIJKLMNOPQRSTUVW", 120)).not.toContain("taken");
    expect(wedge.key("Enter", 9000)).toBe("left");
    expect(type("YC26000172", 30, 10_000)).not.toContain("taken");
    expect(wedge.key("Enter", 10_400)).toBe("left");
    vi.advanceTimersByTime(1000);
    expect(scans).toEqual([]);
  });

  test("gives back what looked like a scan and was none", () => {
    type("SC1A", 20);
    vi.advanceTimersByTime(1000);
    expect([scans, typed]).toEqual([[], ["1A"]]);
  });

  test("reads one scan behind the other", () => {
    for (const from of [1000, 5000]) {
      type(token, 2, from);
      wedge.key("Enter", from + token.length * 2);
    }
    expect(scans).toEqual([token, token]);
  });

  test("is busy while keys come faster than a person's", () => {
    wedge.key("KeyS", 1000);
    expect(wedge.isBusy).toBe(false);
    wedge.key("KeyC", 1002);
    expect(wedge.isBusy).toBe(true);
  });
});
