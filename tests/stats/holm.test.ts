import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { holm } from "heartbook/stats/holm.ts";
import reference from "../reference/drift-ties.json" with { type: "json" };
import { steady } from "../watch/draws.ts";

const somePValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 6,
});

/** By closed testing: all sets of hypotheses that have this one among them must be refused. */
function closed(pValues: readonly number[], i: number): number {
  let largest = 0;
  for (let set = 0; set < 2 ** pValues.length; set++) {
    const members = pValues.filter((_, j) => (set >> j & 1) === 1);
    if ((set >> i & 1) === 0) continue;
    largest = Math.max(largest, Math.min(1, members.length * Math.min(...members)));
  }
  return largest;
}

Deno.test("holm() leaves a single p-value as it is, and none alone", () => {
  assertEquals(holm([0.03]), [0.03]);
  assertEquals(holm([]), []);
});

Deno.test("holm() refuses what Bonferroni refuses for every set a hypothesis is in", () => {
  fc.assert(
    fc.property(somePValues, (pValues) => {
      holm(pValues).forEach((corrected, i) =>
        assertAlmostEquals(corrected, closed(pValues, i), 1e-12)
      );
    }),
    steady,
  );
});

Deno.test("holm() equals R's p.adjust", () => {
  const { pValues, corrected } = reference.holm;
  holm(pValues).forEach((value, i) => assertAlmostEquals(value, corrected[i], 1e-12));
});

Deno.test("holm() never makes a p-value smaller, nor changes their order", () => {
  fc.assert(
    fc.property(somePValues, (pValues) => {
      const corrected = holm(pValues);
      pValues.forEach((pValue, i) => {
        assert(corrected[i] >= pValue && corrected[i] <= 1);
        pValues.forEach((other, j) => assert(!(pValue < other) || corrected[i] <= corrected[j]));
      });
    }),
    steady,
  );
});

Deno.test("holm() refuses an invalid p-value", () => {
  for (const odd of [NaN, -0.1, 1.1]) {
    assertThrows(() => holm([0.1, odd]), RangeError, `pValues[1]: expected 0 to 1, got ${odd}`);
  }
});
