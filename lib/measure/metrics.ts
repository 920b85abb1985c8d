/** The metrics with their direction and range, for tables and rankings. */

import type { Metric, Scored } from "../types.ts";
import { comesFrom } from "../workers/origin.ts";
import { rocAuc } from "./auc.ts";
import {
  accuracy,
  balancedAccuracy,
  type Confusion,
  confusionAt,
  f1,
  kappa,
  matthews,
  negativePredictiveValue,
  precision,
  recall,
  specificity,
} from "./confusion.ts";
import { checkScored, type Drawn, drawnOf } from "./scored.ts";
import { sweepThresholds } from "./sweep.ts";
import { square } from "../stats/moments.ts";

/** Figures of a {@link Confusion}: they need a threshold before they are metrics. */
const decisions = {
  recall: { name: "recall", range: [0, 1], of: recall },
  specificity: { name: "specificity", range: [0, 1], of: specificity },
  precision: { name: "precision", range: [0, 1], of: precision },
  negativePredictiveValue: {
    name: "negative predictive value",
    range: [0, 1],
    of: negativePredictiveValue,
  },
  f1: { name: "F1", range: [0, 1], of: f1 },
  accuracy: { name: "accuracy", range: [0, 1], of: accuracy },
  balancedAccuracy: { name: "balanced accuracy", range: [0, 1], of: balancedAccuracy },
  kappa: { name: "Cohen's kappa", range: [-1, 1], of: kappa },
  matthews: { name: "Matthews correlation", range: [-1, 1], of: matthews },
} as const satisfies Record<
  string,
  { name: string; range: readonly [number, number]; of: (confusion: Confusion) => number }
>;

/** A metric of calls rather than probabilities. */
export type DecisionKey = keyof typeof decisions;

/**
 * A decision metric at a given threshold, which its name includes, such as "recall at 0.3".
 *
 * Throws `RangeError` for a threshold of `NaN` or an unknown key; its `score` throws where
 * the figure is undefined, such as precision when nobody is called diseased.
 *
 * @example
 * ```ts
 * import { atThreshold } from "heartbook/measure/metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = atThreshold("recall", 0.3);
 * assertEquals(metric.name, "recall at 0.3");
 * assertEquals(metric.score({ label: [1, 1, 0], p: [0.9, 0.35, 0.1] }), 1);
 * ```
 */
export function atThreshold(key: DecisionKey, threshold: number): Metric {
  if (Number.isNaN(threshold)) throw new RangeError("threshold: expected a number, got NaN");
  if (!Object.hasOwn(decisions, key)) {
    throw new RangeError(`expected one of ${Object.keys(decisions).join(", ")}, got "${key}"`);
  }
  const { name, range, of } = decisions[key];
  const metric: Metric = {
    name: `${name} at ${threshold}`,
    better: "higher",
    range,
    score: (scored) => of(confusionAt(scored, threshold)),
  };
  const origin = { module: import.meta.url, name: "atThreshold", settings: [key, threshold] };
  return comesFrom(metric, origin);
}

function atHalf(key: DecisionKey): Metric {
  return { ...atThreshold(key, 0.5), name: decisions[key].name };
}

/**
 * Mean precision over the diseased, each at the threshold that just finds them; the steps are not
 * interpolated. Tied patients share one threshold.
 */
function averagePrecision(scored: Scored): number {
  const drawn = drawnOf(scored), known = drawn && averagePrecisionOfDrawn(drawn);
  if (known !== undefined) return known;
  let total = 0, found = 0;
  for (const point of sweepThresholds(scored).slice(1)) {
    total += (point.truePositive - found) * precision(point);
    found = point.truePositive;
  }
  // The last point finds everybody, so `found` is now the number of diseased.
  return total / found;
}

/** The same of a sample, from how often each row was drawn; nothing where a class is missing. */
function averagePrecisionOfDrawn(drawn: Drawn): number | undefined {
  const { apart, label, patient } = drawn.rising(), counts = drawn.counts();
  let total = 0, called = 0, found = 0, diseased = 0;
  for (let i = label.length - 1; i >= 0; i--) {
    const count = counts[patient[i]];
    called += count;
    diseased += count & -label[i];
    if (apart[i] === 0 || diseased === found) continue;
    total += (diseased - found) * (diseased / called);
    found = diseased;
  }
  return found > 0 && called > found ? total / found : undefined;
}

type Loss = (label: number, p: number) => number;

function meanOver(scored: Scored, loss: Loss): number {
  const drawn = drawnOf(scored);
  if (drawn !== undefined) return meanOfDrawn(drawn, loss);
  const { label, p } = checkScored(scored);
  let total = 0;
  for (let i = 0; i < p.length; i++) total += loss(label[i], p[i]);
  return total / p.length;
}

/** The same of a sample, from how often each row was drawn, added up in the order of its rows. */
function meanOfDrawn(drawn: Drawn, loss: Loss): number {
  const { table: { label, p }, patient } = drawn, counts = drawn.counts();
  let total = 0, size = 0;
  for (let i = 0; i < p.length; i++) {
    const count = counts[patient[i]];
    if (count === 0) continue;
    const own = loss(label[i], p[i]);
    for (let copy = 0; copy < count; copy++) total += own;
    size += count;
  }
  return total / size;
}

/**
 * The metrics by key. Decision metrics use the threshold 0.5.
 *
 * - `rocAuc`: see `rocAuc()`, ties count as half.
 * - `averagePrecision`: the step-wise area under precision-recall, not interpolated.
 * - `brier`: mean squared distance of p from the outcome.
 * - `logLoss`: mean of -log of the probability assigned to the actual outcome, in nats. It is
 *   `Infinity` when a diseased patient got p = 0 or a healthy one p = 1: nothing is clipped.
 * - `recall` … `matthews`: the functions of confusion.ts.
 *
 * Each `score` throws `TypeError` or `RangeError` for columns that cannot be measured, and
 * `RangeError` where the metric is undefined.
 *
 * @example
 * ```ts
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(metrics.brier.score({ label: [1, 0], p: [0.8, 0.4] }), 0.1, 1e-12);
 * ```
 */
export const metrics = {
  rocAuc: { name: "ROC AUC", better: "higher", range: [0, 1], score: rocAuc },
  averagePrecision: {
    name: "average precision",
    better: "higher",
    range: [0, 1],
    score: averagePrecision,
  },
  brier: {
    name: "Brier score",
    better: "lower",
    range: [0, 1],
    score: (scored) => meanOver(scored, (label, p) => square(label - p)),
  },
  logLoss: {
    name: "log loss",
    better: "lower",
    range: [0, Infinity],
    score: (scored) =>
      meanOver(scored, (label, p) => -(label === 1 ? Math.log(p) : Math.log1p(-p))),
  },
  recall: atHalf("recall"),
  specificity: atHalf("specificity"),
  precision: atHalf("precision"),
  f1: atHalf("f1"),
  accuracy: atHalf("accuracy"),
  balancedAccuracy: atHalf("balancedAccuracy"),
  kappa: atHalf("kappa"),
  matthews: atHalf("matthews"),
} satisfies Record<string, Metric>;
for (const [key, metric] of Object.entries(metrics)) {
  comesFrom(metric, { module: import.meta.url, name: `metrics.${key}` });
}

/** The key of one of {@link metrics}. */
export type MetricKey = keyof typeof metrics;
