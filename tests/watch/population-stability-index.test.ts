import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { type Random, seeded } from "heartbook/random.ts";
import type { NumberFeature } from "heartbook/types.ts";
import { countBins } from "heartbook/stats/bins.ts";
import { chiSquareTail } from "heartbook/stats/chi-square.ts";
import {
  populationStabilityIndex,
  type Stability,
} from "heartbook/watch/population-stability-index.ts";
import reference from "../reference/drift.json" with { type: "json" };
import { someBins, steady, uniforms } from "./draws.ts";

const number: NumberFeature = {
  kind: "number",
  name: "x",
  label: "X",
  about: "Made up.",
  unit: "",
  range: [0, 1],
};

/** The index of two samples of the same uniform population, over ten bins. */
function unchanged(random: Random, n: number, m: number): Stability {
  const [then, now] = [n, m].map((count) => uniforms(random, count).sort((a, b) => a - b));
  return populationStabilityIndex(countBins(number, { reference: then, recent: now }))!;
}

Deno.test("populationStabilityIndex() counts an empty bin as half a patient", () => {
  const bins = [{ label: "a", reference: 10, recent: 20 }, {
    label: "b",
    reference: 10,
    recent: 0,
  }];
  const expected = (1 - 0.5) * Math.log(1 / 0.5) + (0.025 - 0.5) * Math.log(0.025 / 0.5);
  assertAlmostEquals(populationStabilityIndex(bins)!.index, expected, 1e-12);
});

Deno.test("populationStabilityIndex() has no figure for a single bin", () => {
  assertEquals(populationStabilityIndex([{ label: "all", reference: 5, recent: 7 }]), null);
});

Deno.test("populationStabilityIndex() equals its definition in NumPy, its limit SciPy's quantile", () => {
  const { reference: then, recent: now, index, limit, pValue } = reference.stability;
  const bins = then.map((count, i) => ({ label: `${i}`, reference: count, recent: now[i] }));
  const found = populationStabilityIndex(bins)!;
  assertAlmostEquals(found.index, index, 1e-12);
  assertAlmostEquals(found.limit, limit, 1e-9);
  assertAlmostEquals(found.pValue, pValue, 1e-12);
});

Deno.test("populationStabilityIndex() reaches its limit just when its p-value reaches alpha", () => {
  fc.assert(
    fc.property(someBins, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (bins, alpha) => {
      const { limit } = populationStabilityIndex(bins, { alpha })!;
      const n = bins.reduce((sum, bin) => sum + bin.reference, 0);
      const m = bins.reduce((sum, bin) => sum + bin.recent, 0);
      assertAlmostEquals(chiSquareTail(limit / (1 / n + 1 / m), bins.length - 1), alpha, 1e-9);
    }),
    steady,
  );
});

Deno.test("the rule of 0.10 gives a false alarm 85 times of 100 with 100 patients on either side", () => {
  const random = seeded(42);
  const runs = 4000;
  let fired = 0, above = 0;
  for (let run = 0; run < runs; run++) {
    const { index, limit } = unchanged(random, 100, 100);
    if (index > 0.1) fired++;
    if (index > limit) above++;
  }
  assertAlmostEquals(fired / runs, 0.85, 0.02);
  // What the distribution says of the rule, and how near it comes to its own level.
  assertAlmostEquals(chiSquareTail(0.1 / (2 / 100), 9), 0.834, 0.001);
  assert(above / runs > 0.05 && above / runs < 0.1, `${above} of ${runs}`);
});

Deno.test("populationStabilityIndex() passes its limit as often as alpha says, given patients enough", () => {
  const random = seeded(43);
  const runs = 6000;
  let above = 0, fired = 0;
  for (let run = 0; run < runs; run++) {
    const { index, limit } = unchanged(random, 500, 500);
    if (index > limit) above++;
    if (index > 0.1) fired++;
  }
  assertAlmostEquals(above / runs, 0.05, 0.01);
  assert(fired / runs < 0.005); // the rule, with the same drift of none, now hardly ever fires
});

Deno.test("populationStabilityIndex() is 0 for equal shares, never below, and the same for swapped samples", () => {
  fc.assert(
    fc.property(someBins, (bins) => {
      const twice = bins.map((bin) => ({
        ...bin,
        reference: bin.recent + 1,
        recent: 2 * bin.recent + 2,
      }));
      assertAlmostEquals(populationStabilityIndex(twice)!.index, 0, 1e-12);
      const swapped = bins.map((bin) => ({ ...bin, reference: bin.recent, recent: bin.reference }));
      const { index } = populationStabilityIndex(bins)!;
      assert(index >= 0);
      assertAlmostEquals(populationStabilityIndex(swapped)!.index, index, 1e-12);
    }),
    steady,
  );
});

Deno.test("populationStabilityIndex() refuses a sample without patients and an invalid alpha", () => {
  const bins = [{ label: "a", reference: 4, recent: 1 }, { label: "b", reference: 5, recent: 1 }];
  assertThrows(() => populationStabilityIndex(bins, { alpha: 0 }), RangeError, "alpha");
  const none = bins.map((bin) => ({ ...bin, reference: 0 }));
  assertThrows(() => populationStabilityIndex(none), RangeError, "got 0 and 2");
});
