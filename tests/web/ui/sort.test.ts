import { describe, expect, it } from "vitest";

import { isSortedBy, sortedBy, turned } from "@/ui/sort";

describe("the order of a list", () => {
  it.each([
    { sort: "", word: "entered", says: "ascending" },
    { sort: "-entered", word: "entered", says: "descending" },
    { sort: "", word: "name", says: "none" },
    { sort: "name", word: "name", says: "ascending" },
    { sort: "-valid_until", word: "valid_until", says: "descending" },
    { sort: "-valid_until", word: "entered", says: "none" },
  ])("'$sort' says $says of the column $word", ({ sort, word, says }) => {
    expect(sortedBy(sort, word)).toBe(says);
    expect(isSortedBy(sort, word)).toBe(says !== "none");
  });

  it.each([
    { sort: "", word: "entered", next: "-entered" },
    { sort: "", word: "name", next: "name" },
    { sort: "name", word: "name", next: "-name" },
    { sort: "-name", word: "name", next: "name" },
    { sort: "-name", word: "entered", next: "entered" },
  ])("a press on $word turns '$sort' into $next", ({ sort, word, next }) => {
    expect(turned(sort, word)).toBe(next);
  });
});
