import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { metrics } from "heartbook/measure/metrics.ts";
import { meanOverSplits, scoreModels, scoreSplits } from "heartbook/measure/score.ts";
import type { Metric, PredictionTable } from "heartbook/types.ts";
import compared from "../reference/compare.json" with { type: "json" };
import { logistic, neighbours, split } from "./predictions.ts";

function tableOf({ label, p }: typeof logistic, splits: readonly number[]): PredictionTable {
  const n = p.length;
  return {
    repeat: new Int32Array(n),
    split: Int32Array.from(splits),
    row: Int32Array.from({ length: n }, (_, i) => i),
    label: Uint8Array.from(label),
    p: Float64Array.from(p),
  };
}

/** The reference has the splits in their order; the table meets them as the patients come. */
const inOrder = (scores: readonly number[]): number[] => {
  return [...new Set(split)].map((fold) => scores[fold]);
};

Deno.test("scoreSplits() scores each test part alone, as R does", () => {
  const { first, second } = compared.correctedT;
  const ofLogistic = scoreSplits(tableOf(logistic, split), metrics.brier);
  const ofNeighbours = scoreSplits(tableOf(neighbours, split), metrics.brier);
  inOrder(first).forEach((score, i) => assertAlmostEquals(ofLogistic[i], score, 1e-12));
  inOrder(second).forEach((score, i) => assertAlmostEquals(ofNeighbours[i], score, 1e-12));
});

Deno.test("meanOverSplits() weighs every split alike, whatever its size", () => {
  const table = tableOf({ label: [1, 1, 0], p: [0.9, 0.5, 0.4] }, [0, 0, 1]);
  assertAlmostEquals(meanOverSplits(table, metrics.brier), (0.13 + 0.16) / 2, 1e-12);
});

Deno.test("scoreSplits() names the metric and the split where it is undefined", () => {
  const table = tableOf({ label: [1, 0, 1], p: [0.9, 0.5, 0.4] }, [3, 3, 4]);
  assertThrows(() => scoreSplits(table, metrics.rocAuc), RangeError, "ROC AUC, split 4");
});

Deno.test("scoreModels() has a record a model, and null where a metric is undefined", () => {
  const flat = { label: [1, 0], p: [0.4, 0.4] };
  const records = scoreModels({ flat }, [metrics.accuracy, metrics.precision]);
  assertEquals(records, [{ model: "flat", accuracy: 0.5, precision: null }]);
  const broken = { label: [1, 0], p: [0.4] };
  assertThrows(() => scoreModels({ broken }, [metrics.accuracy]), TypeError);
  assertThrows(
    () => scoreModels({ flat }, ["accuracy" as unknown as Metric]),
    TypeError,
    'metrics[0]: expected a metric such as metrics.rocAuc, got "accuracy"',
  );
});
