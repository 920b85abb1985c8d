import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { sweepThresholds } from "heartbook/measure/sweep.ts";
import { scoredPatients, steady } from "./arbitrary.ts";

Deno.test("sweepThresholds() goes from nobody flagged to everybody flagged", () => {
  const sweep = sweepThresholds({ label: [1, 0, 1, 0], p: [0.9, 0.5, 0.5, 0.1] });
  assertEquals(sweep, [
    { threshold: Infinity, truePositive: 0, falseNegative: 2, falsePositive: 0, trueNegative: 2 },
    { threshold: 0.9, truePositive: 1, falseNegative: 1, falsePositive: 0, trueNegative: 2 },
    { threshold: 0.5, truePositive: 2, falseNegative: 0, falsePositive: 1, trueNegative: 1 },
    { threshold: 0.1, truePositive: 2, falseNegative: 0, falsePositive: 2, trueNegative: 0 },
  ]);
});

Deno.test("sweepThresholds() reaches a probability of 0", () => {
  const sweep = sweepThresholds({ label: [1, 0, 1], p: [0, 0, 0] });
  assertEquals(sweep.map((point) => point.threshold), [Infinity, 0]);
  assertEquals(sweep[1].truePositive, 2);
});

Deno.test("sweepThresholds() has one point each distinct probability", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      const distinct = [...new Set(Array.from(scored.p))].sort((a, b) => b - a);
      assertEquals(sweepThresholds(scored).map((point) => point.threshold), [
        Infinity,
        ...distinct,
      ]);
    }),
    steady,
  );
});

Deno.test("sweepThresholds() counts what confusionAt() counts", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      for (const { threshold, ...counts } of sweepThresholds(scored)) {
        assertEquals(counts, confusionAt(scored, threshold));
      }
    }),
    steady,
  );
});
