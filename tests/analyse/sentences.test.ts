/** The first sentence of an answer says no more than the interval of the AUC does. */
import { assert, assertEquals } from "@std/assert";
import { betterThanNothing } from "heartbook/analyse/sentences.ts";
import type { Comparison } from "heartbook/analyse/compare.ts";
import { delongInterval } from "heartbook/measure/delong.ts";

/** Predictions of which so many of 100 have the other outcome's probability. */
function comparison(wrong: number): Comparison {
  const rows = Array.from({ length: 100 }, (_, i) => i);
  const labels = rows.map((i) => (i % 2) as 0 | 1);
  const p = rows.map((i) => (i % 2 === 1) === (i >= wrong) ? 0.6 + i / 1000 : 0.3 + i / 1000);
  const predictions = { p, label: labels };
  return { models: { tree: { predictions } } } as unknown as Comparison;
}

Deno.test("betterThanNothing() speaks of separation only where the AUC is surely above 0.7", () => {
  for (
    const [wrong, words] of [
      [5, "The tree separates the outcomes: AUC "],
      [35, "The tree does better than guessing, which has an AUC of 0.5: "],
      [50, "The tree cannot be told from guessing: AUC "],
    ] as const
  ) {
    const { models } = comparison(wrong);
    const { low } = delongInterval(models.tree!.predictions);
    const [text, holds] = betterThanNothing({ models } as Comparison, "tree");
    assert(text.startsWith(words), `${low}: ${text}`);
    assertEquals(holds, true);
  }
});
