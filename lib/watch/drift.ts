/** Drift: which columns have changed. */
import type { Feature, FeatureSchema } from "../types.ts";
import { type Bin, type ColumnPair, countBins, recorded } from "../stats/bins.ts";
import { chiSquarePermuted } from "../stats/chi-square-permuted.ts";
import { holm } from "../stats/holm.ts";
import { kolmogorovSmirnov } from "../stats/kolmogorov-smirnov.ts";
import type { Sample } from "./sample.ts";
import { populationStabilityIndex, type Stability } from "./population-stability-index.ts";
import { type AlphaOptions, checkAlpha, type TestResult } from "../stats/significance.ts";

/** A test with its p-value corrected for multiple testing. */
export interface CorrectedTest extends TestResult {
  /** The tested property: the recorded values, the levels, or the share of missing cells. */
  readonly of: "values" | "levels" | "missing";
  /** Corrected by Holm's rule over all tests of all columns. */
  readonly corrected: number;
}

/** One feature, or the predicted probability, in both samples. Plain JSON. */
export interface ColumnDrift {
  /** The feature's name, or {@link PREDICTION}. */
  readonly column: string;
  readonly label: string;
  /** Whether one of the corrected p-values is at most alpha. */
  readonly drifted: boolean;
  readonly tests: readonly CorrectedTest[];
  /** The size of the drift; its limit covers all columns together. `null` with only one bin. */
  readonly stability: Stability | null;
  readonly bins: readonly Bin[];
}

/** The column name used for the predicted probability. */
export const PREDICTION = "predicted probability";

type Tested = TestResult & Pick<CorrectedTest, "of">;

function testNumbers({ reference, recent }: ColumnPair): Tested[] {
  const tests: Tested[] = [];
  const [then, now] = [recorded<number>(reference), recorded<number>(recent)];
  if (then.length > 0 && now.length > 0) {
    tests.push({ of: "values", ...kolmogorovSmirnov(then, now) });
  }
  if (then.length < reference.length || now.length < recent.length) {
    // For zeros and ones this is an exact test of two shares, valid however few are missing.
    const gaps = [reference, recent].map((cells) => cells.map((cell) => Number(cell === null)));
    tests.push({ of: "missing", ...kolmogorovSmirnov(gaps[0], gaps[1]) });
  }
  return tests;
}

function testLevels(bins: readonly Bin[]): Tested[] {
  const test = chiSquarePermuted(bins);
  return test === null ? [] : [{ of: "levels", ...test }];
}

/** The predicted probability, then the features, with their columns. */
function columnsOf(
  schema: FeatureSchema,
  { reference, recent }: { readonly reference: Sample; readonly recent: Sample },
): { readonly feature: Feature; readonly pair: ColumnPair }[] {
  const prediction: Feature = {
    kind: "number",
    name: PREDICTION,
    label: "Predicted probability",
    about: "What the model answered.",
    unit: "",
    range: [0, 1],
  };
  return [
    { feature: prediction, pair: { reference: reference.p, recent: recent.p } },
    ...schema.features.map((feature) => {
      const [then, now] = [reference, recent].map(({ cells }) => cells[feature.name]);
      if (then === undefined || now === undefined) {
        throw new TypeError(`expected a column ${feature.name} in both samples`);
      }
      return { feature, pair: { reference: then, recent: now } };
    }),
  ];
}

/**
 * Compares recent patients with the reference, column by column, the predicted probability first.
 *
 * Numbers are tested by Kolmogorov and Smirnov, and, if cells are missing, for the share of missing
 * cells; categories by chi-square, with missing as another level and exact for rare ones. All p-values are corrected
 * together by Holm's rule, so if nothing has changed, at most a share `alpha` of reports contains a
 * false alarm, however many columns there are. The stability index gives the size of a drift; its
 * limit is at `alpha` over the number of columns (Bonferroni).
 *
 * @throws `TypeError` for a feature that a sample lacks, `RangeError` for an alpha outside (0, 1).
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { findDrift } from "heartbook/watch/drift.ts";
 * import { toSample } from "heartbook/watch/sample.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { schema, rows } = readHeart();
 * const p = rows.map(() => 0.5);
 * const older = rows.map((row) => ({ ...row, age: Math.min(100, Number(row.age) + 10) }));
 * const reference = toSample(schema, { rows, p }), recent = toSample(schema, { rows: older, p });
 * const columns = findDrift(schema, { reference, recent });
 * const drifted = columns.filter((column) => column.drifted);
 * assertEquals(drifted.map(({ column }) => column), ["age"]);
 * ```
 */
export function findDrift(
  schema: FeatureSchema,
  samples: { readonly reference: Sample; readonly recent: Sample },
  options: AlphaOptions = {},
): ColumnDrift[] {
  const { alpha = 0.05 } = options;
  checkAlpha(alpha);
  const columns = columnsOf(schema, samples);
  const compared = columns.map(({ feature, pair }) => {
    const bins = countBins(feature, pair);
    return {
      column: feature.name,
      label: feature.label,
      tests: feature.kind === "number" ? testNumbers(pair) : testLevels(bins),
      stability: populationStabilityIndex(bins, { alpha: alpha / columns.length }),
      bins,
    };
  });
  const corrected = holm(compared.flatMap(({ tests }) => tests.map(({ pValue }) => pValue)));
  return compared.map((column) => {
    const tests = column.tests.map((test) => ({ ...test, corrected: corrected.shift()! }));
    return { ...column, drifted: tests.some((test) => test.corrected <= alpha), tests };
  });
}
