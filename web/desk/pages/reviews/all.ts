import { answerOf, client } from "@/api/client";
import type { Review } from "@/api/types";

/** Every review, the newest first: a county has one a year, and its drafts. */
export async function allReviews(): Promise<Review[]> {
  const found: Review[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await answerOf(client.GET("/v1/reviews", { params: { query: { limit: 200, ...(cursor && { cursor }) } } }));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found.reverse();
}
