import type { Review, ReviewOutcome } from "@/api/types";

export const outcomes: ReviewOutcome[] = ["keep", "lapse", "pending", "edge"];
const atRisk: ReviewOutcome[] = ["lapse", "pending", "edge"];

export type Total = { enterprises: number; cards: number }; // no interface: words take any names

/** Everything that a review looked at. */
export function totalOf(review: Review): Total {
  return sum(review, outcomes);
}

/** What was without a ground, or without a sure one, when it was judged. */
export function riskOf(review: Review): Total {
  return sum(review, atRisk);
}

function sum(review: Review, which: ReviewOutcome[]): Total {
  return which.reduce((all, outcome) => ({
    enterprises: all.enterprises + review.counts[outcome].enterprises,
    cards: all.cards + review.counts[outcome].cards,
  }), { enterprises: 0, cards: 0 });
}

export interface Progress {
  /** Enterprises at risk that are settled for good, and all of them. */
  done: number;
  all: number;
  lapsedCards: number;
}

/** How far a review has been finished. While it is open the outlook counts those that are left. */
export function progressOf(review: Review): Progress {
  const all = riskOf(review).enterprises;
  const left = review.outlook ? review.outlook.kept + review.outlook.lapsing : 0;
  return {
    done: review.state === "finished" ? all : all - Math.min(all, left),
    all,
    lapsedCards: outcomes.reduce((n, outcome) => n + review.counts[outcome].lapsed_cards, 0),
  };
}
