import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { fitIsotonic, readKnots } from "heartbook/stats/isotonic.ts";
import reference from "../reference/calibration-isotonic.json" with { type: "json" };
import { scoredPatients, steady } from "../measure/arbitrary.ts";
import { logistic, neighbours } from "../measure/predictions.ts";

Deno.test("fitIsotonic() pools neighbours that fall, by hand", () => {
  const knots = fitIsotonic({ label: [0, 1, 1, 0, 0, 1], p: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] });
  assertEquals(knots, { p: [0.1, 0.2, 0.5, 0.6], value: [0, 0.5, 0.5, 1] });
});

Deno.test("fitIsotonic() keeps a knot at either end of a level stretch, and none within", () => {
  const knots = fitIsotonic({ label: [0, 0, 0, 1], p: [0.1, 0.2, 0.3, 0.4] });
  assertEquals(knots, { p: [0.1, 0.3, 0.4], value: [0, 0, 1] });
});

Deno.test("fitIsotonic() takes tied patients for one before it pools", () => {
  const knots = fitIsotonic({ label: [0, 0, 1], p: [0.3, 0.4, 0.4] });
  assertEquals(knots, { p: [0.3, 0.4], value: [0, 0.5] });
});

Deno.test("fitIsotonic() equals scikit-learn's, between the knots as well", () => {
  for (const [key, scored] of Object.entries({ logistic, neighbours })) {
    const knots = fitIsotonic(scored);
    reference[key as "logistic"].forEach((value, i) =>
      assertAlmostEquals(readKnots(knots, reference.at[i]), value, 1e-12, `${key} ${i}`)
    );
  }
});

/** The min-max formula: at each p, the largest over starts of the least mean over ends. */
function naive(label: ArrayLike<number>, p: ArrayLike<number>, at: number): number {
  const values = [...new Set(Array.from(p))];
  const mean = (from: number, to: number): number => {
    const inside = Array.from(label).filter((_, i) => p[i] >= from && p[i] <= to);
    return inside.reduce((sum, each) => sum + each, 0) / inside.length;
  };
  return Math.max(
    ...values.filter((from) => from <= at).map((from) =>
      Math.min(...values.filter((to) => to >= at).map((to) => mean(from, to)))
    ),
  );
}

Deno.test("fitIsotonic() equals the min-max formula", () => {
  fc.assert(
    fc.property(scoredPatients, ({ label, p }) => {
      const knots = fitIsotonic({ label, p });
      for (const at of new Set(Array.from(p))) {
        assertAlmostEquals(readKnots(knots, at), naive(label, p, at), 1e-12);
      }
    }),
    steady,
  );
});
