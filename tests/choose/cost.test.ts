import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { atCosts } from "heartbook/choose/cost.ts";
import { steady } from "../measure/arbitrary.ts";

const scored = { label: [1, 0, 0, 1], p: [0.7, 0.15, 0.05, 0.1] };

Deno.test("atCosts() calls diseased from the share of the false alarm in both costs on", () => {
  const { value, confusion } = atCosts(scored, { falseAlarm: 1, miss: 9 });
  assertEquals(value, 0.1);
  assertEquals(confusion, { truePositive: 2, falseNegative: 0, falsePositive: 1, trueNegative: 1 });
});

Deno.test("atCosts() of equal costs is one half", () => {
  assertEquals(atCosts(scored, { falseAlarm: 3, miss: 3 }).value, 0.5);
});

Deno.test("atCosts() refuses costs of zero, below zero, and infinite ones", () => {
  assertThrows(() => atCosts(scored, { falseAlarm: 0, miss: 0 }), RangeError, "falseAlarm");
  assertThrows(() => atCosts(scored, { falseAlarm: 1, miss: 0 }), RangeError, "miss");
  assertThrows(() => atCosts(scored, { falseAlarm: -1, miss: 1 }), RangeError, "got -1");
  assertThrows(() => atCosts(scored, { falseAlarm: 1, miss: Infinity }), RangeError, "miss");
});

Deno.test("no other threshold costs less where the probabilities are true", () => {
  const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(share, share, share, (p, falseAlarm, miss) => {
      const { value } = atCosts(scored, { falseAlarm, miss });
      // A patient of true probability p: calling costs (1 - p) false alarms, not calling p misses.
      const [calling, letting] = [(1 - p) * falseAlarm, p * miss];
      if (Math.abs(calling - letting) < 1e-12) return;
      assertEquals(p >= value, calling < letting);
    }),
    steady,
  );
});
