/** Accumulated local effects: partial dependence restricted to realistic patients. */
import { demandOptions, demandWhole } from "../demand.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import { quantile } from "../stats/quantile.ts";
import type { Row } from "../types.ts";
import { findNumber, sortedNumbers, withCells } from "./features.ts";

/** How the probability changes along a number, 0 on average over the patients. */
export interface AccumulatedEffect {
  readonly feature: string;
  /** The ends of the bins. */
  readonly values: readonly number[];
  /** One per end. */
  readonly effect: readonly number[];
  /** Patients per bin, one fewer than ends. */
  readonly patients: readonly number[];
}

/**
 * The accumulated local effect of a number on the probability. The patients are binned with about
 * equally many per bin. Only the patients of a bin are moved, from its lower to its upper end, and
 * their mean changes are accumulated from the left. Patients with the feature missing are left out.
 *
 * @param options `bins` at most, default 20; fewer if there are few values.
 * @throws `RangeError` for a category, a feature that does not exist or is constant, or bins below
 * 1.
 *
 * Source: Apley & Zhu (2020), doi:10.1111/rssb.12377.
 *
 * @example
 * ```ts
 * import { accumulatedEffect } from "heartbook/explain/accumulated.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = await logistic({ l2: 1 })(patients);
 * const { effect } = accumulatedEffect(fitted, patients.rows, { feature: "ca" });
 * assert(effect[0] < 0 && effect.at(-1)! > 0);
 * ```
 */
export function accumulatedEffect(
  pipeline: Pipeline,
  rows: readonly Row[],
  options: { readonly feature: string; readonly bins?: number },
): AccumulatedEffect {
  demandOptions("accumulatedEffect", options, ["feature", "bins"]);
  const { feature, bins = 20 } = options;
  findNumber(pipeline.schema, feature);
  demandWhole("bins", bins, 1);
  const sorted = sortedNumbers(rows, feature);
  const ends = Array.from({ length: bins + 1 }, (_, i) => quantile(sorted, i / bins));
  const values = [...new Set(ends)];
  if (values.length < 2) throw new RangeError(`feature "${feature}": expected values that vary`);
  let sum = 0;
  const effect = [0], patients: number[] = [];
  for (let b = 1; b < values.length; b++) {
    const [low, high] = [values[b - 1], values[b]];
    const own = rows.filter(({ [feature]: cell }) =>
      cell !== null && Number(cell) <= high && (Number(cell) > low || (b === 1 && cell === low))
    );
    const above = predictRows(pipeline, withCells(own, { [feature]: high }));
    const below = predictRows(pipeline, withCells(own, { [feature]: low }));
    const change = above.reduce((total, p, i) => total + p - below[i], 0);
    sum += own.length === 0 ? 0 : change / own.length;
    effect.push(sum);
    patients.push(own.length);
  }
  const mean = patients.reduce((total, count, b) => {
    return total + count * (effect[b] + effect[b + 1]) / 2;
  }, 0) / sorted.length;
  return { feature, values, effect: effect.map((each) => each - mean), patients };
}
