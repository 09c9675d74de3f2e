/** The card numbers that somebody typed or pasted, in their order, each once. */
export function numbersIn(text: string): string[] {
  return [...new Set(text.split(/[\s,，、;；]+/).filter((word) => word !== ""))];
}
