/** Columns that give the outcome away, and an inverted outcome. */
import type { Dataset, Feature, Label } from "../../types.ts";
import { asNumbers } from "./as-numbers.ts";
import type { Finding } from "./finding.ts";
import type { RiskFactor } from "./risk-factor.ts";
import { separateOutcomes } from "./separation.ts";

/** No honest measurement separates better than this on its own. */
const TOO_GOOD = 0.95;
/** Standard errors from which a direction counts as clear. */
const CLEAR = 2;
/** Fewer patients than this of one outcome can separate well by chance. */
const ENOUGH = 10;

interface Recorded {
  readonly cells: readonly (number | string)[];
  readonly labels: readonly Label[];
}

/** The recorded cells of a column, or nothing if there are too few for one outcome. */
function recordedCells(dataset: Dataset, name: string): Recorded | undefined {
  const rows = dataset.rows.map((row, i) => ({ cell: row[name], label: dataset.labels[i] }))
    .filter(({ cell }) => cell !== null);
  const labels = rows.map(({ label }) => label);
  const diseased = labels.filter((label) => label === 1).length;
  if (Math.min(diseased, labels.length - diseased) < ENOUGH) return undefined;
  return { cells: rows.map(({ cell }) => cell as number | string), labels };
}

function findLeak(dataset: Dataset, feature: Feature): Finding[] {
  const recorded = recordedCells(dataset, feature.name);
  if (recorded === undefined) return [];
  const { auc } = separateOutcomes(asNumbers(recorded.cells, recorded.labels), recorded.labels);
  const separation = Math.max(auc, 1 - auc);
  if (separation < TOO_GOOD) return [];
  return [{
    severity: separation === 1 ? "error" : "warning",
    column: feature.name,
    title: `${feature.name} alone separates the outcomes with an AUC of ${separation.toFixed(3)}`,
    rows: [],
    advice: "Ask whether it was known before the outcome was; if not, leave it out.",
  }];
}

/** Columns that predict the outcome alone: an AUC of 0.95 or more, in either direction. */
export function findLeakage(dataset: Dataset): Finding[] {
  return dataset.schema.features.flatMap((feature) => findLeak(dataset, feature));
}

/**
 * How many standard errors a risk factor points in the expected (above 0) or opposite direction
 * (below 0).
 */
function pointsRight(dataset: Dataset, { feature, level, effect }: RiskFactor): number {
  const recorded = recordedCells(dataset, feature);
  if (recorded === undefined) return 0;
  const values = level === undefined
    ? recorded.cells as number[]
    : recorded.cells.map((cell) => Number(cell === level));
  const { z } = separateOutcomes(values, recorded.labels);
  return effect === "raises" ? z : -z;
}

function describeFactor({ feature, level, effect }: RiskFactor): string {
  return `${feature}${level === undefined ? "" : ` ${level}`} ${effect}`;
}

/**
 * Risk factors that point the wrong way by more than two standard errors. Each is a warning. If
 * there are two or more and they outnumber those that point the right way, the outcome itself is
 * inverted: one error.
 *
 * @param expected Known risk factors; all must be in the schema.
 */
export function findWrongDirections(
  dataset: Dataset,
  expected: readonly RiskFactor[],
): Finding[] {
  const directions = expected.map((factor) => ({ factor, z: pointsRight(dataset, factor) }));
  const wrong = directions.filter(({ z }) => z <= -CLEAR).map(({ factor }) => factor);
  const right = directions.filter(({ z }) => z >= CLEAR);
  if (wrong.length >= 2 && wrong.length > right.length) {
    const { name, positive } = dataset.schema.outcome;
    return [{
      severity: "error",
      column: name,
      title: `${name} looks inverted: ${wrong.length} of ${wrong.length + right.length} known ` +
        `directions point the wrong way (expected: ${wrong.map(describeFactor).join(", ")})`,
      rows: [],
      advice: `Look up whether "${positive}" is disease: a model trained on an inverted outcome ` +
        "tells the sick that they are well.",
    }];
  }
  return wrong.map((factor) => ({
    severity: "warning",
    column: factor.feature,
    title: `${describeFactor(factor)} the risk elsewhere, but does the opposite in this table`,
    rows: [],
    advice: "Look up how the column is coded and how these patients were chosen.",
  }));
}
