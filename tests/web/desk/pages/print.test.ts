import { expect, test } from "vitest";

import type { PrintBatch } from "@/api/types";
import { numbersIn } from "@/desk/pages/print/numbers";
import { provenOf } from "@/desk/pages/print/proving";

test.each([
  ["nothing", "  \n", []],
  ["a number a line", "YC26-00017-2\nYC26-00025-3\n", ["YC26-00017-2", "YC26-00025-3"]],
  ["commas of both languages", "YC26-00017-2，YC26-00025-3, YC26-00033-4", ["YC26-00017-2", "YC26-00025-3", "YC26-00033-4"]],
  ["one twice", "YC26-00017-2 YC26-00017-2", ["YC26-00017-2"]],
])("card numbers are found in %s", (_name, text, numbers) => expect(numbersIn(text)).toEqual(numbers));

test("a batch is as far as the cards that it still has", () => {
  const counts = { waiting: 3, ready: 7, printed: 0, spoiled: 0, dropped: 5 };
  expect(provenOf({ counts } as PrintBatch)).toEqual({ ready: 7, all: 10 });
});
