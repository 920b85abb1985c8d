import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { calibration, spiegelhalter } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import reference from "../reference/calibration.json" with { type: "json" };
import { scoredInside, steady } from "./arbitrary.ts";
import { logistic } from "./predictions.ts";

const { inTheLarge, slope, observedToExpected, scaledBrier } = calibration;

Deno.test("inTheLarge is the shift to the prevalence, by hand", () => {
  const scored = { label: [1, 1, 1, 0], p: [0.5, 0.5, 0.5, 0.5] };
  assertAlmostEquals(inTheLarge.score(scored), Math.log(3), 1e-12);
});

Deno.test("observedToExpected is the diseased over the sum of the probabilities", () => {
  assertEquals(observedToExpected.score({ label: [1, 1, 0], p: [0.5, 0.25, 0.25] }), 2);
});

Deno.test("scaledBrier is 0 for the prevalence given to everybody, and 1 for the truth", () => {
  const label = [1, 0, 0, 0];
  assertEquals(scaledBrier.score({ label, p: [0.25, 0.25, 0.25, 0.25] }), 0);
  assertEquals(scaledBrier.score({ label, p: label }), 1);
});

Deno.test("inTheLarge and slope equal R's glm, and rms val.prob", () => {
  assertAlmostEquals(inTheLarge.score(logistic), reference.inTheLarge, 1e-12);
  assertAlmostEquals(slope.score(logistic), reference.slope, 1e-12);
  // lrm stops a little before its optimum.
  assertAlmostEquals(slope.score(logistic), reference.valprob.Slope, 1e-6);
  assertAlmostEquals(metrics.brier.score(logistic), reference.valprob.Brier, 1e-12);
});

Deno.test("spiegelhalter() equals rms val.prob", () => {
  const { z, pValue } = spiegelhalter(logistic);
  assertAlmostEquals(z, reference.valprob["S:z"], 1e-12);
  assertAlmostEquals(pValue, reference.valprob["S:p"], 1e-12);
});

Deno.test("figures that are undefined throw and say why", () => {
  const sure = { label: [1, 0, 1], p: [0.5, 0, 0.4] };
  const oneClass = { label: [1, 1], p: [0.5, 0.4] };
  assertThrows(() => slope.score(sure), RangeError, "p[1]");
  assertThrows(() => inTheLarge.score(sure), RangeError, "p[1]");
  assertThrows(() => inTheLarge.score(oneClass), RangeError, "only diseased");
  assertThrows(() => scaledBrier.score(oneClass), RangeError, "only diseased");
  assertThrows(() => slope.score({ label: [0, 1], p: [0.2, 0.9] }), RangeError, "separate");
  assertThrows(() => observedToExpected.score({ label: [1], p: [0] }), RangeError, "O:E");
  assertThrows(() => spiegelhalter({ label: [1, 0], p: [0.5, 1] }), RangeError, "Spiegelhalter");
});

Deno.test("swapping the classes turns in-the-large round and leaves the slope", () => {
  const swapped = {
    label: Array.from(logistic.label, (label) => 1 - label),
    p: Array.from(logistic.p, (p) => 1 - p),
  };
  assertAlmostEquals(inTheLarge.score(swapped), -inTheLarge.score(logistic), 1e-9);
  assertAlmostEquals(slope.score(swapped), slope.score(logistic), 1e-9);
});

Deno.test("in-the-large is above 0 exactly when O:E is above 1", () => {
  fc.assert(
    fc.property(scoredInside, (scored) => {
      const shift = inTheLarge.score(scored);
      if (Math.abs(shift) < 1e-9) return;
      assertEquals(shift > 0, observedToExpected.score(scored) > 1);
    }),
    steady,
  );
});
