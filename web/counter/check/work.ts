import { computed, ref, shallowRef } from "vue";

import { site } from "../device/site";
import { check, type Presented } from "./check";
import { clearReceipt } from "./receipt";
import type { Shown } from "./shown";
import { sounds } from "./sound";

/** The one card at the counter: what is asked, and what fills the screen until the next. */
export const shown = shallowRef<Shown>();
export const isAsking = ref(false);

const shownFor = 60; // seconds, and as many more for each time that somebody asks for them
export const secondsLeft = ref(0);
export const isClearingSoon = computed(() => secondsLeft.value <= 10);

let turn = 0;
let clock: ReturnType<typeof setInterval> | undefined;

export async function present(presented: Presented): Promise<void> {
  const mine = ++turn;
  isAsking.value = true;
  try {
    const answer = await check(presented, site.value?.code);
    if (mine !== turn) return; // another card was presented meanwhile
    shown.value = answer;
    sounds(answer.colour);
    startClock();
  } finally {
    if (mine === turn) isAsking.value = false;
  }
}

function startClock() {
  clearInterval(clock);
  secondsLeft.value = shownFor;
  clock = setInterval(() => {
    secondsLeft.value -= 1;
    if (secondsLeft.value <= 0) next();
  }, 1000);
}

export function extend(): void {
  if (shown.value) secondsLeft.value += shownFor;
}

/** Somebody is at work on this card: it stays at least as long again. */
export function stayAWhile(): void {
  secondsLeft.value = Math.max(secondsLeft.value, shownFor);
}

/** Clears the screen for the next card. */
export function next(): void {
  turn += 1;
  clearInterval(clock);
  shown.value = undefined;
  clearReceipt();
  isAsking.value = false;
}
