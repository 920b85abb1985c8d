import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { compareSplits } from "heartbook/stats/corrected-t.ts";
import reference from "../reference/compare.json" with { type: "json" };

const { correctedT } = reference;

Deno.test("compareSplits() equals the formula of Nadeau and Bengio in R", () => {
  const { first, second, testShare, level } = correctedT;
  const difference = compareSplits({ first, second }, { testShare, level });
  for (const key of ["estimate", "low", "high", "pValue"] as const) {
    assertAlmostEquals(difference[key], correctedT[key], 1e-12, key);
  }
});

Deno.test("compareSplits() is wider than the plain t by its correction", () => {
  const scores = { first: [0.9, 0.8, 0.7, 0.9], second: [0.8, 0.8, 0.6, 0.7] };
  const { estimate, high } = compareSplits(scores, { testShare: 0.25 });
  // s of .1, .0, .1, .2 is sqrt(.02 / 3); the 97.5 % quantile of t with 3 degrees of freedom.
  const plain = 3.182446305284263 * Math.sqrt(0.02 / 3 / 4);
  assertAlmostEquals(high - estimate, plain * Math.sqrt((1 / 4 + 1 / 3) / (1 / 4)), 1e-12);
});

Deno.test("compareSplits() of equal scores is no difference, with p = 1", () => {
  const { estimate, low, high, pValue } = compareSplits(
    { first: [0.7, 0.8], second: [0.7, 0.8] },
    { testShare: 0.5 },
  );
  assertEquals([estimate, low, high, pValue], [0, 0, 0, 1]);
});

Deno.test("compareSplits() refuses what cannot be compared", () => {
  const run = (first: number[], second: number[], testShare = 0.1): () => void => () =>
    void compareSplits({ first, second }, { testShare });
  assertThrows(run([1, 2], [1]), TypeError, "2 and 1");
  assertThrows(run([1], [1]), RangeError, "at least 2");
  assertThrows(run([1, NaN], [1, 2]), RangeError, "split 1");
  assertThrows(run([1, 2], [1, 2], 1), RangeError, "testShare");
});
