/** Where what an alarm is about can be looked at: a card or a partner; an account or an address has
    no page of its own. */
export function placeOf(subject: string): string | undefined {
  const at = subject.indexOf(":");
  const places: Record<string, string> = { card: "/cards/", partner: "/partners/" };
  const place = places[subject.slice(0, at)];
  const id = subject.slice(at + 1);
  return at > 0 && place && id ? place + encodeURIComponent(id) : undefined;
}

/** How many of them are open, as far as one page of the list tells. */
export function countOf(list: { items: unknown[]; next: string | null }): { key: "alarms.count" | "alarms.countOrMore"; n: number } {
  return { key: list.next ? "alarms.countOrMore" : "alarms.count", n: list.items.length };
}
