import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { atRecallFloor, atSpecificityFloor } from "heartbook/choose/floor.ts";
import { confusionAt, recall, specificity } from "heartbook/measure/confusion.ts";
import type { Confusion } from "heartbook/measure/confusion.ts";
import { sweepThresholds } from "heartbook/measure/sweep.ts";
import type { Scored } from "heartbook/types.ts";
import { scoredPatients, steady } from "../measure/arbitrary.ts";
import * as predictions from "../measure/predictions.ts";

const six = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.8, 0.7, 0.4, 0.3, 0.1] };

Deno.test("atRecallFloor() stops at the strictest threshold that finds enough", () => {
  const chosen = atRecallFloor(six, 0.6);
  assertEquals(chosen.value, 0.8);
  assertEquals(chosen.confusion, {
    truePositive: 2,
    falseNegative: 1,
    falsePositive: 0,
    trueNegative: 3,
  });
  assertEquals(chosen.promise, "finds at least 60 % of the diseased it was chosen on");
});

Deno.test("atRecallFloor() takes recall that is free of charge", () => {
  // From .9 to .8 no healthy patient is added.
  assertEquals(atRecallFloor(six, 0.3).value, 0.8);
});

Deno.test("atRecallFloor() meets a floor that is met exactly", () => {
  const label = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];
  const p = [0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.1, 0.5];
  assertEquals(atRecallFloor({ label, p }, 0.9).value, 0.91);
});

Deno.test("a floor outside (0, 1] is refused", () => {
  for (const floor of [0, -0.1, 1.1, NaN]) {
    assertThrows(() => atRecallFloor(six, floor), RangeError, `got ${floor}`);
  }
});

Deno.test("a floor out of reach throws and says what is the highest", () => {
  const upsideDown = { label: [1, 0], p: [0.1, 0.9] };
  assertThrows(
    () => atSpecificityFloor(upsideDown, 0.5),
    RangeError,
    "specificity of 0.5: the highest is 0",
  );
});

Deno.test("a floor on one class only is refused", () => {
  assertThrows(() => atRecallFloor({ label: [0, 0], p: [0.1, 0.2] }, 0.9), RangeError, "class");
});

type Figure = (counts: Confusion) => number;

/** Tries every probability as a threshold. */
function naive(
  scored: Scored,
  floor: number,
  [kept, maximised, then]: readonly Figure[],
): number | undefined {
  return Array.from(scored.p)
    .map((threshold) => ({ threshold, counts: confusionAt(scored, threshold) }))
    .filter(({ counts }) => kept(counts) >= floor)
    .sort((a, b) => maximised(b.counts) - maximised(a.counts) || then(b.counts) - then(a.counts))
    .at(0)?.threshold;
}

const kinds = [
  { choose: atRecallFloor, figures: [recall, specificity, recall] },
  { choose: atSpecificityFloor, figures: [specificity, recall, specificity] },
];

for (const { choose, figures } of kinds) {
  Deno.test(`${choose.name}() equals the best of every probability tried in turn`, () => {
    fc.assert(
      fc.property(scoredPatients, fc.integer({ min: 1, max: 100 }), (scored, percent) => {
        const floor = percent / 100;
        const expected = naive(scored, floor, figures);
        if (expected === undefined) assertThrows(() => choose(scored, floor), RangeError);
        else assertEquals(choose(scored, floor).value, expected);
      }),
      steady,
    );
  });

  Deno.test(`${choose.name}() keeps its floor and tells the counts at its threshold`, () => {
    for (const scored of [predictions.logistic, predictions.neighbours]) {
      const { value, confusion } = choose(scored, 0.8);
      assertEquals(confusion, confusionAt(scored, value));
      assertEquals(figures[0](confusion) >= 0.8, true);
    }
  });
}

Deno.test("atRecallFloor() of .90 on the frozen predictions takes two found free of charge", () => {
  const { confusion } = atRecallFloor(predictions.logistic, 0.9);
  const enough = sweepThresholds(predictions.logistic).find((point) => recall(point) >= 0.9);
  assertEquals(enough?.truePositive, 126);
  assertEquals(enough?.falsePositive, confusion.falsePositive);
  assertEquals(confusion.truePositive, 128);
});
