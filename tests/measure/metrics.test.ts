import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { atThreshold, type DecisionKey, metrics } from "heartbook/measure/metrics.ts";
import type { Metric, Scored } from "heartbook/types.ts";
import reference from "../reference/metrics.json" with { type: "json" };
import { scoredInside, steady } from "./arbitrary.ts";
import * as predictions from "./predictions.ts";

const all: Metric[] = Object.values(metrics);

Deno.test("averagePrecision weighs precision by the recall it adds, by hand", () => {
  // Found at ranks 1 and 3: (1/1 + 2/3) / 2.
  const scored = { label: [1, 0, 1, 0], p: [0.9, 0.8, 0.7, 0.1] };
  assertAlmostEquals(metrics.averagePrecision.score(scored), 5 / 6, 1e-12);
});

Deno.test("averagePrecision of one and the same p for everybody is the prevalence", () => {
  assertEquals(
    metrics.averagePrecision.score({ label: [1, 0, 0, 0], p: [0.3, 0.3, 0.3, 0.3] }),
    0.25,
  );
});

Deno.test("brier and logLoss of two patients are those worked out by hand", () => {
  const scored = { label: [1, 0], p: [0.8, 0.4] };
  assertAlmostEquals(metrics.brier.score(scored), (0.04 + 0.16) / 2, 1e-12);
  assertAlmostEquals(metrics.logLoss.score(scored), -Math.log(0.8 * 0.6) / 2, 1e-12);
});

Deno.test("logLoss is infinite, not clipped, where the impossible came true", () => {
  assertEquals(metrics.logLoss.score({ label: [1, 0], p: [0, 0.5] }), Infinity);
  assertEquals(metrics.logLoss.score({ label: [1, 0], p: [1, 0] }), 0);
});

Deno.test("brier and logLoss are defined for one class only", () => {
  assertAlmostEquals(metrics.brier.score({ label: [0], p: [0.1] }), 0.01, 1e-12);
});

Deno.test("atThreshold() says its threshold in its name", () => {
  assertEquals(atThreshold("recall", 0.3).name, "recall at 0.3");
  assertEquals(metrics.recall.name, "recall");
});

Deno.test("atThreshold() refuses NaN and an unknown key", () => {
  assertThrows(() => atThreshold("recall", NaN), RangeError, "threshold");
  assertThrows(() => atThreshold("toString" as DecisionKey, 0.5), RangeError, "toString");
});

Deno.test("every metric refuses columns that cannot be measured", () => {
  for (const { score } of all) {
    assertThrows(() => score({ label: [0, 1], p: [0.5] }), TypeError);
    assertThrows(() => score({ label: [0, 1], p: [0.5, NaN] }), RangeError, "p[1]");
    assertThrows(() => score({ label: [0, -1], p: [0.5, 0.5] }), RangeError, "label[1]");
  }
});

for (const name of ["logistic", "neighbours"] as const) {
  Deno.test(`every metric equals scikit-learn's: ${name}`, () => {
    const expected = reference[name];
    for (const key of ["rocAuc", "averagePrecision", "brier"] as const) {
      assertAlmostEquals(metrics[key].score(predictions[name]), expected[key], 1e-12, key);
    }
    if (expected.logLoss !== null) {
      assertAlmostEquals(metrics.logLoss.score(predictions[name]), expected.logLoss, 1e-12);
    }
    for (const [threshold, figures] of Object.entries(expected.decisions)) {
      for (const [key, figure] of Object.entries(figures)) {
        const metric = atThreshold(key as DecisionKey, Number(threshold));
        assertAlmostEquals(metric.score(predictions[name]), figure, 1e-12, metric.name);
      }
    }
  });
}

Deno.test("metrics of calls are those at 0.5", () => {
  for (const key of ["recall", "specificity", "precision", "f1", "kappa"] as const) {
    const atHalf = atThreshold(key, 0.5).score(predictions.logistic);
    assertEquals(metrics[key].score(predictions.logistic), atHalf);
  }
});

/** Undefined figures throw; a law holds only where there is a figure. */
function defined(metric: Metric, scored: Scored): boolean {
  const { truePositive, falsePositive } = confusionAt(scored, 0.5);
  const flagged = truePositive + falsePositive;
  const needsBoth = metric.name === "precision" || metric.name === "Matthews correlation";
  return !needsBoth || (flagged > 0 && flagged < scored.p.length);
}

Deno.test("every metric lies in its range", () => {
  fc.assert(
    fc.property(scoredInside, (scored) => {
      for (const metric of all.filter((each) => defined(each, scored))) {
        const [low, high] = metric.range;
        const score = metric.score(scored);
        if (!(score >= low && score <= high)) throw new Error(`${metric.name}: ${score}`);
      }
    }),
    steady,
  );
});

Deno.test("duplicating every patient changes no metric", () => {
  fc.assert(
    fc.property(scoredInside, (scored) => {
      const twice = {
        label: [...Array.from(scored.label), ...Array.from(scored.label)],
        p: [...Array.from(scored.p), ...Array.from(scored.p)],
      };
      for (const metric of all.filter((each) => defined(each, scored))) {
        assertAlmostEquals(metric.score(twice), metric.score(scored), 1e-12, metric.name);
      }
    }),
    steady,
  );
});

Deno.test("perfect probabilities score the better end of every range", () => {
  const perfect = { label: [1, 0, 1, 0], p: [1, 0, 1, 0] };
  for (const { name, score, better, range } of all) {
    assertEquals(score(perfect), better === "higher" ? range[1] : range[0], name);
  }
});
