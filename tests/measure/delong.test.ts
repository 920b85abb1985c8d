import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { compareAuc, delongInterval } from "heartbook/measure/delong.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import { standardErrors } from "heartbook/stats/intervals.ts";
import type { Scored } from "heartbook/types.ts";
import compared from "../reference/compare.json" with { type: "json" };
import reference from "../reference/intervals.json" with { type: "json" };
import { scoredPatients, steady } from "./arbitrary.ts";
import { logistic, neighbours } from "./predictions.ts";

/** The variance by its definition: the matrix of all pairs, its row means and its column means. */
function naiveVariance({ label, p }: Scored): number {
  const of = (wanted: number): number[] => Array.from(p).filter((_, i) => label[i] === wanted);
  const [diseased, healthy] = [of(1), of(0)];
  const wins = (a: number, b: number): number => a > b ? 1 : a === b ? 0.5 : 0;
  const mean = (values: number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = (values: number[]): number =>
    values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1);
  return variance(diseased.map((a) => mean(healthy.map((b) => wins(a, b))))) / diseased.length +
    variance(healthy.map((b) => mean(diseased.map((a) => wins(a, b))))) / healthy.length;
}

Deno.test("delongInterval() has the width of the definition, cut at 0 and 1", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      const { label, p } = scored;
      const twice = { label: [...Array.from(label), 0, 1], p: [...Array.from(p), 0.3, 0.7] };
      const { estimate, low, high } = delongInterval(twice);
      const reach = standardErrors(0.95) * Math.sqrt(naiveVariance(twice));
      assertAlmostEquals(low, Math.max(0, estimate - reach), 1e-12);
      assertAlmostEquals(high, Math.min(1, estimate + reach), 1e-12);
    }),
    steady,
  );
});

Deno.test("delongInterval() equals pROC's ci.auc, with and without ties", () => {
  for (const [key, scored] of Object.entries({ logistic, neighbours })) {
    const expected = reference.auc[key as keyof typeof reference.auc];
    const { estimate, low, high } = delongInterval(scored, { level: expected.level });
    assertAlmostEquals(estimate, expected.estimate, 1e-12);
    assertAlmostEquals(low, expected.low, 1e-12);
    assertAlmostEquals(high, expected.high, 1e-12);
  }
});

Deno.test("delongInterval() refuses fewer than two patients of a class", () => {
  assertThrows(() => delongInterval({ label: [1, 0, 0], p: [0.9, 0.1, 0.2] }), RangeError, "1 dis");
});

Deno.test("delongInterval() refuses repeated predictions of one patient", () => {
  const repeated = { label: [1, 1, 0, 0], p: [0.9, 0.8, 0.1, 0.2], row: [0, 0, 1, 2] };
  assertThrows(() => delongInterval(repeated), RangeError, "3 patients in 4 rows");
});

Deno.test("compareAuc() equals pROC's paired roc.test", () => {
  const { estimate, low, high, pValue } = compareAuc({ first: logistic, second: neighbours });
  const expected = compared.delong;
  assertAlmostEquals(estimate, expected.first - expected.second, 1e-12);
  assertAlmostEquals(low, expected.low, 1e-12);
  assertAlmostEquals(high, expected.high, 1e-12);
  assertAlmostEquals(pValue, expected.pValue, 1e-12);
});

Deno.test("compareAuc() of a model with itself is 0 without doubt", () => {
  const { estimate, low, high, pValue } = compareAuc({ first: logistic, second: logistic });
  assertEquals([estimate, low, high, pValue], [0, 0, 0, 1]);
});

Deno.test("compareAuc() refuses tables about different patients", () => {
  const first = { label: [1, 1, 0, 0], p: [0.9, 0.8, 0.1, 0.2] };
  const second = { label: [1, 0, 1, 0], p: [0.9, 0.8, 0.1, 0.2] };
  assertThrows(() => compareAuc({ first, second }), RangeError, "row 1 differs");
});

Deno.test("compareAuc() turned round changes its sign only", () => {
  const there = compareAuc({ first: logistic, second: neighbours });
  const back = compareAuc({ first: neighbours, second: logistic });
  assertAlmostEquals(there.low, -back.high, 1e-12);
  assertAlmostEquals(there.pValue, back.pValue, 1e-12);
});

Deno.test("delongInterval() does not change under a monotone map of the probabilities", () => {
  const { label, p } = neighbours;
  const mapped = { label, p: Array.from(p, (value) => value ** 2 / 2) };
  assertEquals(delongInterval(mapped), delongInterval(neighbours));
  assertEquals(rocAuc(mapped), delongInterval(neighbours).estimate);
});
