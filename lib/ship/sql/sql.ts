/** A model file as one SELECT, for those whose patients live in a database. */
import type { DecidingPipeline } from "../model-file/model-file.ts";
import { writeColumns } from "./columns.ts";
import { type Dialect, type DialectName, dialects } from "./dialect.ts";
import { columnName, writeModel, writeRecalibration } from "./model.ts";

/** Where the patients are. */
export interface SqlOptions {
  /** The table's name, or its parts, such as `["clinic", "patients"]`. */
  readonly table: string | readonly string[];
  readonly dialect: DialectName;
  /** Columns to pass through; the schema's id, if it has one, unless told. */
  readonly keep?: readonly string[];
}

const OWN = /^(x\d+|score|raw|p|decision)$/i;

function checkKept(keep: readonly string[]): void {
  const taken = keep.find((name, i) => OWN.test(name) || keep.indexOf(name) < i);
  if (taken !== undefined) {
    throw new RangeError(`keep: expected names that are not taken, got "${taken}"`);
  }
}

function writeDecision({ threshold, refer }: DecidingPipeline, { writeNumber }: Dialect): string {
  const { low, high } = refer ?? { low: threshold.value, high: threshold.value };
  return `CASE WHEN p < ${writeNumber(low)} THEN 'healthy' ` +
    `WHEN p < ${writeNumber(high)} THEN 'refer' ELSE 'diseased' END`;
}

/**
 * One SELECT that answers what `predictWith` answers, preprocessing included: the kept columns,
 * `p` and `decision`.
 *
 * The table has the schema's features by name, numbers as numbers and levels as text, and `NULL`
 * where a value is missing. Nothing is checked against the schema on the way: a number out of
 * range is computed with, an unknown level is none of the levels.
 *
 * Equal to `predictWith` within 1e-12. Trees compare in doubles with limits that are where single
 * precision would round, so that no patient takes another branch.
 *
 * @throws `RangeError` for a model or a step that cannot be written so, naming it, and a kept
 * column whose name is taken.
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
 * assertMatch(sql, /COALESCE\(CAST\("age" AS DOUBLE\), 5.6e\+1\)/);
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
  const kept = keep.map(dialect.quoteName);
  const list = (...more: readonly string[]): string => [...kept, ...more].join(",\n    ");
  const from = [table].flat().map(dialect.quoteName).join(".");
  const { score, probability } = writeModel(model, dialect);
  const columns = writeColumns(preprocessor, schema, dialect)
    .map((column, j) => `${column} AS ${columnName(j)}`);
  const p = calibration === null ? "raw" : writeRecalibration(calibration, "raw", dialect);
  return `WITH
prepared AS (
  SELECT
    ${list(...columns)}
  FROM ${from}
),
scored AS (
  SELECT
    ${list(`${score} AS score`)}
  FROM prepared
),
estimated AS (
  SELECT
    ${list(`${probability("score")} AS raw`)}
  FROM scored
),
calibrated AS (
  SELECT
    ${list(`${p} AS p`)}
  FROM estimated
)
SELECT
    ${list("p", `${writeDecision(pipeline, dialect)} AS decision`)}
FROM calibrated
`;
}
