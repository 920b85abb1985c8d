import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { atBestF, atBestYouden } from "heartbook/choose/optimum.ts";
import {
  type Confusion,
  confusionAt,
  f1,
  recall,
  specificity,
} from "heartbook/measure/confusion.ts";
import type { Scored } from "heartbook/types.ts";
import { scoredPatients, steady } from "../measure/arbitrary.ts";

const six = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };

/** Every probability as a threshold. */
function highest(scored: Scored, figure: (counts: Confusion) => number): number {
  return Math.max(...Array.from(scored.p, (threshold) => figure(confusionAt(scored, threshold))));
}

Deno.test("atBestYouden() takes the lower of two that tie, which finds more", () => {
  assertEquals(atBestYouden(six).value, 0.4);
});

Deno.test("atBestF() of a higher beta finds more", () => {
  assertEquals(atBestF(six, { beta: 0.5 }).value, 0.8);
  assertEquals(atBestF(six, { beta: 2 }).value, 0.4);
});

Deno.test("atBestYouden() and atBestF() are as good as the best probability tried in turn", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      const youden = (counts: Confusion): number => recall(counts) + specificity(counts);
      const gap = youden(atBestYouden(scored).confusion) - highest(scored, youden);
      assertEquals(Math.abs(gap) < 1e-12, true);
      assertEquals(f1(atBestF(scored, { beta: 1 }).confusion), highest(scored, f1));
    }),
    steady,
  );
});

Deno.test("atBestF() refuses a beta that weighs nothing", () => {
  for (const beta of [0, -1, NaN, Infinity]) {
    assertThrows(() => atBestF(six, { beta }), RangeError, `got ${beta}`);
  }
});

Deno.test("atBestYouden() and atBestF() refuse one class only", () => {
  const healthy = { label: [0, 0], p: [0.1, 0.2] };
  assertThrows(() => atBestYouden(healthy), RangeError, "class");
  assertThrows(() => atBestF(healthy, { beta: 1 }), RangeError, "class");
});
