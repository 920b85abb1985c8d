/** Impossible values, and codes that stand for "not recorded". */
import { describeExpected } from "../../schema.ts";
import type { Cell, Dataset, Feature, NumberFeature } from "../../types.ts";
import { countOf } from "../../text.ts";
import type { Finding } from "./finding.ts";

/** Common codes for "not recorded" in columns that accept only numbers. */
const SENTINELS = [-9999, -999, -99, -9, -1, 0, 9, 99, 999, 9999];

function isPossible(feature: Feature, cell: Cell): boolean {
  if (cell === null) return true;
  if (feature.kind === "category") return feature.levels.includes(cell as string);
  return typeof cell === "number" && cell >= feature.range[0] && cell <= feature.range[1] &&
    (!feature.whole || Number.isInteger(cell));
}

function findImpossible(dataset: Dataset, feature: Feature): Finding[] {
  const rows = dataset.rows.flatMap((row, i) => isPossible(feature, row[feature.name]) ? [] : [i]);
  if (rows.length === 0) return [];
  const values = [...new Set(rows.map((row) => dataset.rows[row][feature.name]))];
  return [{
    severity: "error",
    column: feature.name,
    title: `${feature.name} is ${values.slice(0, 5).join(", ")}${values.length > 5 ? ", …" : ""} ` +
      `in ${countOf(rows.length, "row")}: expected ${describeExpected(feature)}`,
    rows,
    advice: "Correct the cells, or make them missing.",
  }];
}

/** Whether the sorted values, except the one at `end`, are much closer to each other than to it. */
function standsApart(value: number, others: readonly number[]): boolean {
  if (others.length < 10) return false;
  const quarter = others.length >> 2;
  const spread = others[others.length - 1 - quarter] - others[quarter];
  const gap = Math.min(Math.abs(value - others[0]), Math.abs(value - others.at(-1)!));
  const outside = value < others[0] || value > others.at(-1)!;
  return outside && gap > spread;
}

function findSentinels(dataset: Dataset, feature: NumberFeature): Finding[] {
  const values = dataset.rows.map((row) => row[feature.name]);
  const possible = values.filter((value) => value !== null && isPossible(feature, value));
  const sorted = (possible as number[]).sort((a, b) => a - b);
  return SENTINELS.filter((sentinel) => sorted.includes(sentinel)).flatMap((sentinel) => {
    if (!standsApart(sentinel, sorted.filter((value) => value !== sentinel))) return [];
    const rows = values.flatMap((value, i) => value === sentinel ? [i] : []);
    return [{
      severity: "warning" as const,
      column: feature.name,
      title: `${feature.name} is ${sentinel} in ${
        countOf(rows.length, "row")
      }, far from all other values`,
      rows,
      advice: `Ask whether ${sentinel} stands for "not recorded"; if so make it missing.`,
    }];
  });
}

/**
 * Cells outside the schema's range or levels, and numbers such as 0, -9 or 999 that stand apart:
 * beyond all other values by more than their interquartile range.
 */
export function findStrangeValues(dataset: Dataset): Finding[] {
  return dataset.schema.features.flatMap((feature) => [
    ...findImpossible(dataset, feature),
    ...(feature.kind === "number" ? findSentinels(dataset, feature) : []),
  ]);
}
