/** Missing numbers predicted from all other columns, in a fixed number of rounds. */
import { type CellTable, tableOf } from "../data/cell-columns.ts";
import type { Dataset, PreparedColumn, Row } from "../types.ts";
import { isRecorded, prepareCell } from "./cells.ts";
import { fitColumns } from "./columns.ts";
import { toMatrix } from "./matrix.ts";
import { applyRule, type LinearRule, ridgeFitter } from "../stats/ridge.ts";
import { recordedValues, standardise } from "./recorded.ts";

/** Settings of {@link fitIterativeFilling}. */
export interface IterativeSettings {
  /** How many times each number is predicted; default 10. */
  readonly rounds?: number;
  /** Ridge penalty on the standardised columns; default 1. */
  readonly l2?: number;
}

/** One prediction of one column, for the rows where it is missing. */
interface FillingRule extends LinearRule {
  readonly column: number;
}

/** What {@link fitIterativeFilling} learns. Plain JSON. */
export interface IterativeFilling {
  /** Standardised numbers, missing ones at their mean, and levels: where the rounds start. */
  readonly columns: readonly PreparedColumn[];
  /** In the order of application. */
  readonly rules: readonly FillingRule[];
}

/** Here a number is filled with its mean, and its spread is that of the recorded values. */
function fitStart(train: Dataset, table: CellTable): PreparedColumn[] {
  return fitColumns(train, { numbers: "raw", levels: "all", table }).map((column) => {
    if (column.kind === "level") return column;
    const scaling = standardise(recordedValues(train, column.feature) as number[]);
    return { ...column, ...scaling, fill: scaling.mean };
  });
}

function checkSettings(rounds: number, l2: number): void {
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`rounds: expected a whole number above 0, got ${rounds}`);
  }
  if (!(l2 > 0 && l2 < Infinity)) throw new RangeError(`l2: expected a number above 0, got ${l2}`);
}

/**
 * Learns chained ridge regressions. Each number in turn, starting with the one with the fewest
 * missing cells, is predicted from all other columns, and its missing cells take the prediction.
 * This repeats for a fixed number of rounds. Missing numbers start at the mean of the recorded
 * ones; missing categories count as the commonest level throughout.
 *
 * Equals scikit-learn's `IterativeImputer(Ridge(l2), max_iter=rounds, tol=0)`, otherwise at its
 * defaults, on one-hot levels and numbers standardised by the recorded values.
 *
 * @throws `RangeError` for `rounds` below 1, an `l2` not above 0, or a feature nobody records.
 *
 * Source: van Buuren & Groothuis-Oudshoorn (2011), doi:10.18637/jss.v045.i03, single imputation
 * without noise.
 *
 * @example
 * ```ts
 * import { fillIteratively, fitIterativeFilling } from "heartbook/prepare/impute-iterative.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const last = fillIteratively(fitIterativeFilling(patients), patients.rows[302], 302);
 * assertAlmostEquals(Number(last.ca), 0, 0.5); // the vessels of a healthy man of 38
 * ```
 */
export function fitIterativeFilling(
  train: Dataset,
  settings: IterativeSettings = {},
): IterativeFilling {
  const { rounds = 10, l2 = 1 } = settings;
  checkSettings(rounds, l2);
  const table = tableOf(train.rows), columns = fitStart(train, table);
  const X = toMatrix(columns, { rows: train.rows, table });
  const numbers = columns.flatMap(({ kind, feature }, column) => {
    if (kind === "level") return [];
    const recorded = (_: unknown, i: number): boolean => train.rows[i][feature] !== null;
    const rows = train.rows.map((_, i) => i);
    return [{
      column,
      rows: rows.filter(recorded),
      missing: rows.filter((row, i) => !recorded(row, i)),
    }];
  }).sort((a, b) => a.missing.length - b.missing.length);
  const filled = numbers.filter(({ missing }) => missing.length > 0).map(({ column }) => column);
  const fits = numbers.map(({ column, rows, missing }) => {
    const moving = filled.filter((each) => each !== column);
    return { column, missing, fit: ridgeFitter(X, column, { rows, l2, moving }) };
  });
  const rules: FillingRule[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { column, missing, fit } of fits) {
      const rule = fit();
      rules.push({ column, ...rule });
      for (const row of missing) {
        const start = row * X.columns;
        X.values[start + column] = applyRule(rule, X.values.subarray(start, start + X.columns));
      }
    }
  }
  return { columns, rules };
}

/**
 * The row with its missing numbers filled by the learned rules, in order.
 * Missing categories stay missing. A filled number may be fractional or out of range.
 */
export function fillIteratively(filling: IterativeFilling, row: Row, place: number): Row {
  const { columns, rules } = filling;
  const isMissing = columns.map(({ kind, feature }) =>
    !isRecorded(row, feature, place) && kind === "number"
  );
  if (!isMissing.includes(true)) return row;
  const x = columns.map((column) => prepareCell(column, row, place));
  for (const rule of rules) {
    if (isMissing[rule.column]) x[rule.column] = applyRule(rule, x);
  }
  const filled = columns.flatMap(({ feature, mean, scale }, j) =>
    isMissing[j] ? [[feature, mean + scale * x[j]] as const] : []
  );
  return { ...row, ...Object.fromEntries(filled) };
}
