/** Drops features that are nearly constant or redundant, without looking at the outcome. */
import { demandShare } from "../demand.ts";
import { pearson } from "../describe/associations.ts";
import type { Dataset } from "../types.ts";
import { recordedValues } from "./recorded.ts";

/** When to drop a feature. */
export interface SelectSettings {
  /** Dropped if one value holds more than this share of the recorded cells; default 0.95. */
  readonly commonest?: number;
  /** Dropped if the absolute correlation with an earlier number is above this; default 0.95. */
  readonly correlation?: number;
}

function shareOfCommonest(values: readonly (number | string)[]): number {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) / values.length;
}

/** The absolute correlation over the rows where both are recorded; 0 if one is constant there. */
function correlate(train: Dataset, a: string, b: string): number {
  const pairs = train.rows.map((row) => [row[a], row[b]] as const)
    .filter(([x, y]) => x !== null && y !== null);
  const isConstant = [0, 1].some((side) => new Set(pairs.map((pair) => pair[side])).size < 2);
  return isConstant ? 0 : Math.abs(pearson(pairs as [number, number][]));
}

function checkShare(name: string, value: number): void {
  demandShare(name, value);
}

/**
 * The features worth keeping, in the schema's order, judged on the training rows without the
 * outcome. Features of near-zero variance are dropped first, then the later of each pair of
 * strongly correlated numbers.
 *
 * @throws `RangeError` for a share outside (0, 1], or if no feature would be left.
 *
 * @example
 * ```ts
 * import { selectFeatures } from "heartbook/prepare/select.ts";
 * import { derive } from "heartbook/prepare/derived.ts";
 * import { heartDerived } from "heartbook/heart/derived.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assert } from "@std/assert";
 *
 * const derived = derive(readHeart(), heartDerived);
 * const kept = selectFeatures(derived, { correlation: 0.9 });
 * assert(kept.includes("thalach") && !kept.includes("heart_rate_reached"));
 * ```
 */
export function selectFeatures(train: Dataset, settings: SelectSettings = {}): string[] {
  const { commonest = 0.95, correlation = 0.95 } = settings;
  checkShare("commonest", commonest);
  checkShare("correlation", correlation);
  const kept: { name: string; kind: string }[] = [];
  for (const { name, kind } of train.schema.features) {
    const values = recordedValues(train, name);
    if (new Set(values).size === 1 || shareOfCommonest(values) > commonest) continue;
    const isRepeated = kind === "number" &&
      kept.some((earlier) =>
        earlier.kind === "number" && correlate(train, earlier.name, name) > correlation
      );
    if (!isRepeated) kept.push({ name, kind });
  }
  if (kept.length === 0) {
    throw new RangeError(`expected a feature to keep, got none of ${train.schema.features.length}`);
  }
  return kept.map(({ name }) => name);
}
