import { assertEquals, assertThrows } from "@std/assert";
import { evaluateThreshold } from "heartbook/choose/evaluate-threshold.ts";
import type { NestedFold } from "heartbook/resample/nested.ts";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { describeThreshold, type ThresholdRule } from "heartbook/choose/threshold.ts";
import type { Scored } from "heartbook/types.ts";
import { logistic, split } from "../measure/predictions.ts";

const atNinety = { choose: (scored: Scored) => atRecallFloor(scored, 0.9), floor: 0.9 };
const inner = { label: [1, 1, 0, 0], p: [0.8, 0.6, 0.5, 0.1] };

function part(keep: (i: number) => boolean): Scored {
  const kept = <T>(values: ArrayLike<T>): T[] => Array.from(values).filter((_, i) => keep(i));
  return { label: kept(logistic.label), p: kept(logistic.p) };
}

/** Folds whose inner predictions are, for want of models, the other folds' own. */
const folds: NestedFold[] = [...new Set(split)].map((fold) => ({
  inner: part((i) => split[i] !== fold),
  outer: part((i) => split[i] === fold),
}));

Deno.test("evaluateThreshold() chooses on the inner and counts on the outer predictions", () => {
  const kept = { label: [1, 0], p: [0.6, 0.7] };
  const short = { label: [1, 1, 0], p: [0.9, 0.4, 0.2] };
  const { folds, shortShare, confusion } = evaluateThreshold(
    [{ inner, outer: kept }, { inner, outer: short }],
    atNinety,
  );
  assertEquals(folds.map(({ threshold }) => threshold), [0.6, 0.6]);
  assertEquals(folds.map(({ recall }) => recall), [1, 0.5]);
  assertEquals(folds.map(({ specificity }) => specificity), [0, 1]);
  assertEquals(shortShare, 0.5);
  assertEquals(confusion, { truePositive: 2, falseNegative: 1, falsePositive: 1, trueNegative: 1 });
});

Deno.test("evaluateThreshold() does not count a floor that is met exactly as a shortfall", () => {
  const outer = { label: [1, 1, 0], p: [0.9, 0.4, 0.2] };
  assertEquals(evaluateThreshold([{ inner, outer }], { ...atNinety, floor: 0.5 }).shortShare, 0);
});

Deno.test("evaluateThreshold() is not moved by what the outer labels are", () => {
  const turned = folds.map(({ inner, outer }) => ({
    inner,
    outer: { label: Array.from(outer.label, (label) => 1 - label), p: outer.p },
  }));
  assertEquals(
    evaluateThreshold(turned, atNinety).folds.map(({ threshold }) => threshold),
    evaluateThreshold(folds, atNinety).folds.map(({ threshold }) => threshold),
  );
});

Deno.test("evaluateThreshold() counts every patient once", () => {
  const { confusion } = evaluateThreshold(folds, atNinety);
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  assertEquals([truePositive + falseNegative, falsePositive + trueNegative], [139, 164]);
});

Deno.test("evaluateThreshold() with a threshold for all folds is that threshold on all patients", () => {
  const choose = (): ReturnType<typeof atRecallFloor> => atRecallFloor(logistic, 0.9);
  const { value } = choose();
  assertEquals(
    evaluateThreshold(folds, { choose, floor: 0.9 }).confusion,
    confusionAt(logistic, value),
  );
});

Deno.test("a plain recall floor falls short in many of the folds it was not chosen on", () => {
  const { shortShare } = evaluateThreshold(folds, atNinety);
  assertEquals(shortShare >= 0.3, true, `${shortShare}`);
});

Deno.test("evaluateThreshold() names the fold that cannot be measured", () => {
  const healthy = { label: [0, 0], p: [0.1, 0.2] };
  assertThrows(() => evaluateThreshold([], atNinety), RangeError, "got none");
  assertThrows(
    () => evaluateThreshold([{ inner, outer: inner }, { inner, outer: healthy }], atNinety),
    RangeError,
    "fold 1: recall",
  );
  assertThrows(
    () => evaluateThreshold([{ inner: healthy, outer: inner }], atNinety),
    RangeError,
    "fold 0",
  );
  assertThrows(
    () => evaluateThreshold([{ inner, outer: inner }], { ...atNinety, floor: 90 }),
    RangeError,
    "floor",
  );
});

Deno.test("evaluateThreshold() takes a floor of 1, which is short where anybody is missed", () => {
  const scored = { label: [1, 1, 0], p: [0.9, 0.2, 0.1] };
  const fold = { inner: scored, outer: scored };
  const choose: ThresholdRule = (each) =>
    describeThreshold(each, { value: 0.5, method: "given", promise: "none" });
  assertEquals(evaluateThreshold([fold], { choose, floor: 1 }).shortShare, 1);
  assertEquals(evaluateThreshold([fold], { choose, floor: 0.5 }).shortShare, 0);
  for (const floor of [0, -0.1, 1.01, NaN]) {
    assertThrows(() => evaluateThreshold([fold], { choose, floor }), RangeError, "floor: ");
  }
  assertThrows(() => evaluateThreshold([], { choose, floor: 0.5 }), RangeError, "got none");
});
