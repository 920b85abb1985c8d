/** A model file as one SELECT, for those whose patients live in a database. */
import type { DecidingPipeline } from "../model-file/model-file.ts";
import { calledAs, type Decision, ROUNDING } from "../model-file/predict.ts";
import { readFeatures } from "./cells.ts";
import { type Dialect, type DialectName, dialects } from "./dialect.ts";
import { columnName, writeModel } from "./model.ts";
import { select } from "./query.ts";
import { writeRecalibration } from "./recalibration.ts";
import { writeColumn, writeSteps } from "./steps.ts";

/** Where the patients are. */
export interface SqlOptions {
  /** The table's name, or its parts, such as `["clinic", "patients"]`. */
  readonly table: string | readonly string[];
  readonly dialect: DialectName;
  /** Columns to pass through; by default the schema's id, if it has one. */
  readonly keep?: readonly string[];
}

/** What the answer has besides the columns kept. */
const ANSWER = ["p", "decision", "reason"];

function checkKept(keep: readonly string[]): void {
  const names = keep.map((name) => name.toLowerCase());
  const taken = keep.find((_, i) => ANSWER.includes(names[i]) || names.indexOf(names[i]) < i);
  if (taken !== undefined) {
    throw new RangeError(`keep: expected names that are not taken, got "${taken}"`);
  }
}

function writeDecision(
  { schema, threshold, refer }: DecidingPipeline,
  { writeNumber, quoteText }: Dialect,
): string {
  const { low, high } = refer ?? { low: threshold.value, high: threshold.value };
  const word = (decision: Decision): string => quoteText(calledAs(schema.outcome, decision));
  return `CASE WHEN p < ${writeNumber(low - ROUNDING)} THEN ${word("healthy")} ` +
    `WHEN p < ${writeNumber(high - ROUNDING)} THEN ${word("refer")} ELSE ${word("diseased")} END`;
}

/**
 * One SELECT that answers what `score` answers, reading and preprocessing included: the kept
 * columns, then
 *
 * - `p`: the probability of disease, `NULL` where the schema refuses the patient;
 * - `decision`: `healthy`, `refer` or `diseased`, `NULL` where `p` is;
 * - `reason`: why the patient was refused, such as `column chol: expected 80 to 700 mg/dl, got
 *   "5.8"`, and `NULL` for everybody else. Of several faults it names the first.
 *
 * The table has the schema's features by name, in columns of any type: each cell is read as
 * `parseCell` reads its text, so missing codes, level codes, ranges and whole numbers hold in the
 * database too. `NULL` is missing; not a number and infinity are refused.
 *
 * Equal to `predictWith` within 1e-12. Trees compare in doubles with limits that are where single
 * precision would round, and neighbours tie as they tie there, so no patient takes another way.
 * In PostgreSQL, arithmetic of derived features that leaves the range of doubles stops the query.
 * In Spark, iterative imputation of more than some 80 predictions (rounds times numbers) asks for
 * `spark.sql.analyzer.maxIterations` above its default of 100.
 *
 * @throws `RangeError` for a model or a step that cannot be written so, naming it and saying why,
 * and a kept column whose name is taken.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { toSql } from "heartbook/ship/sql/sql.ts";
 * import { assertMatch } from "@std/assert";
 *
 * const fitted = await logistic({ l2: 1 })(readHeart());
 * const confusion = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * const threshold = { value: 0.3, method: "by hand", promise: "none", confusion };
 * const decided = { ...fitted, calibration: null, threshold, refer: null };
 * const sql = toSql(decided, { table: "patients", dialect: "duckdb" });
 * assertMatch(sql, /COALESCE\(f0, 5.6e\+1\)/);
 * ```
 */
export function toSql(
  pipeline: DecidingPipeline,
  options: SqlOptions,
): string {
  const { schema, preprocessor, model, calibration } = pipeline;
  const { table, keep = schema.id === undefined ? [] : [schema.id] } = options;
  checkKept(keep);
  const dialect = dialects[options.dialect];
  const from = [table].flat().map(dialect.quoteName).join(".");
  const kept = keep.map((name, i) => [`k${i}`, dialect.quoteName(name)] as const);
  const read = readFeatures(schema, dialect, { table: from, kept });
  const { query, features } = writeSteps(read, preprocessor.steps ?? []);
  const prepared = select(query, "prepared", {
    columns: preprocessor.columns.map((column, j) => [
      columnName(j),
      writeColumn(column, features.get(column.feature)!.at, dialect),
    ]),
  });
  const estimated = writeModel(prepared, model);
  const p = calibration === null ? "raw" : writeRecalibration(calibration, "raw", dialect);
  const { parts, last } = select(estimated, "calibrated", { columns: [["p", p]] });
  const answered = (expression: string): string =>
    `CASE WHEN reason IS NULL THEN ${expression} END`;
  const answer = [
    ...kept.map(([name, column]) => `${name} AS ${column}`),
    `${answered("p")} AS p`,
    `${answered(writeDecision(pipeline, dialect))} AS decision`,
    "reason",
  ];
  return `WITH\n${parts.join(",\n")}\nSELECT\n    ${answer.join(",\n    ")}\nFROM ${last}\n`;
}
