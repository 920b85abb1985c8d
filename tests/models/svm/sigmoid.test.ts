import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { applySigmoid, fitSigmoid } from "heartbook/models/svm/sigmoid.ts";
import { seeded } from "heartbook/random.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import reference from "../../reference/svm.json" with { type: "json" };

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

Deno.test("fitSigmoid() stays finite where decision values part the outcomes", () => {
  const { slope, intercept } = fitSigmoid({
    decisions: Float64Array.of(-2, -1, 1, 2),
    y: Uint8Array.of(0, 0, 1, 1),
    weights: ones(4),
  });
  assert(slope > 0 && slope < 10);
  assertAlmostEquals(intercept, 0, 1e-9);
});

Deno.test("fitSigmoid() gives everyone the same where decision values are all the same", () => {
  const sigmoid = fitSigmoid({
    decisions: new Float64Array(4).fill(3),
    y: Uint8Array.of(0, 0, 0, 1),
    weights: ones(4),
  });
  assertEquals(sigmoid.slope, 0);
  // The mean of Platt's targets: (3 · 1/5 + 2/3) / 4.
  assertAlmostEquals(applySigmoid(sigmoid, Float64Array.of(3))[0], (3 / 5 + 2 / 3) / 4, 1e-9);
});

Deno.test("fitSigmoid() is the optimum that SciPy finds", () => {
  const { slope, intercept } = fitSigmoid({
    decisions: Float64Array.from(reference.models[1].exact),
    y: Uint8Array.from(readHeart().labels),
    weights: ones(303),
  });
  assertAlmostEquals(slope, reference.sigmoid.slope, 1e-6);
  assertAlmostEquals(intercept, reference.sigmoid.intercept, 1e-6);
});

Deno.test("fitSigmoid() counts a weight of 2 as a duplicate, and follows a change of scale", () => {
  const { normal } = seeded(5);
  const decisions = Float64Array.from({ length: 40 }, normal);
  const y = Uint8Array.from(decisions, (d) => Number(d + normal() > 0));
  const once = fitSigmoid({ decisions, y, weights: ones(40).fill(2) });
  const twice = fitSigmoid({
    decisions: Float64Array.of(...decisions, ...decisions),
    y: Uint8Array.of(...y, ...y),
    weights: ones(80),
  });
  assertAlmostEquals(once.slope, twice.slope, 1e-9);
  assertAlmostEquals(once.intercept, twice.intercept, 1e-9);

  const tiny = decisions.map((decision) => 1e-12 * decision + 1);
  const scaled = fitSigmoid({ decisions: tiny, y, weights: ones(40).fill(2) });
  applySigmoid(scaled, tiny).forEach((p, i) => {
    assertAlmostEquals(p, applySigmoid(once, decisions)[i], 1e-3); // 1 + 1e-12 x rounds x to 1e-4
  });
});

Deno.test("fitSigmoid() solves its score equations, however rare the diseased are", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 8, max: 80 }),
      fc.double({ min: -4, max: 4, noNaN: true }),
      (seed, patients, rarity) => {
        const { normal, integer } = seeded(seed);
        const decisions = Float64Array.from({ length: patients }, normal);
        const y = Uint8Array.from(decisions, (d) => Number(d + normal() > rarity));
        fc.pre(y.includes(0) && y.includes(1));
        const weights = Float64Array.from(decisions, () => integer(3));
        const total = (label: number): number =>
          weights.reduce((sum, weight, i) => y[i] === label ? sum + weight : sum, 0);
        fc.pre(total(0) > 0 && total(1) > 0);
        const p = applySigmoid(fitSigmoid({ decisions, y, weights }), decisions);
        let sum = 0, moment = 0;
        y.forEach((label, i) => {
          const target = label === 1 ? (total(1) + 1) / (total(1) + 2) : 1 / (total(0) + 2);
          sum += weights[i] * (p[i] - target);
          moment += weights[i] * (p[i] - target) * decisions[i];
        });
        assertAlmostEquals(sum, 0, 1e-8);
        assertAlmostEquals(moment, 0, 1e-8);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
