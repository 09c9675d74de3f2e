import { nextTick, shallowRef } from "vue";

import type { Redemption } from "../device/contract";

/** The receipt that is on paper when the browser prints. */
export const receipt = shallowRef<Redemption>();

export function clearReceipt(): void {
  receipt.value = undefined;
}

export async function printReceipt(use: Redemption): Promise<void> {
  receipt.value = use;
  window.addEventListener("afterprint", clearReceipt, { once: true });
  await nextTick();
  window.print();
}
