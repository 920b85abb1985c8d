/** How well each column separates the diseased from the healthy on its own. */
import { demandOptions } from "../demand.ts";
import { sharesByLevel } from "./univariable-shares.ts";
import { delongInterval } from "../measure/delong.ts";
import type { LevelOptions } from "../stats/intervals.ts";
import { rocAuc } from "../measure/auc.ts";
import type { Dataset, Feature, Interval, Scored } from "../types.ts";

/** One column, scored as if it were a model. */
export interface UnivariableAuc {
  readonly feature: string;
  /**
   * Which values go with disease; `"by level"` where levels are ordered by their share of diseased.
   */
  readonly diseased: "higher" | "lower" | "by level";
  /** Patients with this column recorded. */
  readonly patients: number;
  /** DeLong's interval. */
  readonly auc: Interval;
}

/** A number as a score in [0, 1] that rises or falls with it. */
function scoreNumbers(values: readonly number[], falling: boolean): number[] {
  const low = values.reduce((a, b) => Math.min(a, b)),
    high = values.reduce((a, b) => Math.max(a, b));
  if (low === high) return values.map(() => 0.5);
  const rising = values.map((value) => (value - low) / (high - low));
  return falling ? rising.map((score) => 1 - score) : rising;
}

function measure(dataset: Dataset, feature: Feature, options: LevelOptions): UnivariableAuc {
  const { name } = feature;
  const rows = dataset.rows.flatMap((row, i) => row[name] === null ? [] : [i]);
  const label = rows.map((row) => dataset.labels[row]);
  const cells = rows.map((row) => dataset.rows[row][name]);
  const finish = (diseased: UnivariableAuc["diseased"], p: number[]): UnivariableAuc => {
    const scored: Scored = { label, p };
    return { feature: name, diseased, patients: rows.length, auc: delongInterval(scored, options) };
  };
  if (feature.kind === "category") {
    const shares = new Map(sharesByLevel(dataset, name).map((each) => [each.group, each.share]));
    return finish("by level", cells.map((level) => shares.get(String(level))!.estimate));
  }
  const rising = scoreNumbers(cells as number[], false);
  if (rocAuc({ label, p: rising }) >= 0.5) return finish("higher", rising);
  return finish("lower", scoreNumbers(cells as number[], true));
}

/**
 * The area under the ROC curve of every feature, on the patients for whom it is recorded.
 *
 * A number is used in the direction these patients show, and the levels of a category are ordered
 * by the share of the diseased among the same patients. So no area is below 0.5, and an irrelevant
 * feature comes out slightly above it, more so with more levels. Read the low end of the interval,
 * and expect less on new patients.
 *
 * @throws `RangeError` for a feature recorded for fewer than 2 patients of one outcome.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { univariableAucs } from "heartbook/describe/univariable-auc.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const rate = univariableAucs(readHeart()).find(({ feature }) => feature === "thalach")!;
 * assertEquals(rate.diseased, "lower");
 * assertAlmostEquals(rate.auc.estimate, 0.745, 0.001);
 * ```
 */
export function univariableAucs(dataset: Dataset, options: LevelOptions = {}): UnivariableAuc[] {
  demandOptions("univariableAucs", options, ["level"]);
  return dataset.schema.features.map((feature) => measure(dataset, feature, options));
}
