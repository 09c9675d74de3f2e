/** Sorting as the server takes it: a word, or `-` and the word for the other way round. Without one
    a list stands as it was entered. */
const asEntered = "entered";

export function isSortedBy(sort: string, word: string): boolean {
  return (sort.replace("-", "") || asEntered) === word;
}

/** What `aria-sort` says of the column with that word. */
export function sortedBy(sort: string, word: string): "ascending" | "descending" | "none" {
  if (!isSortedBy(sort, word)) return "none";
  return sort.startsWith("-") ? "descending" : "ascending";
}

/** The sorting after a press on the head of that column. */
export function turned(sort: string, word: string): string {
  return sortedBy(sort, word) === "ascending" ? `-${word}` : word;
}
