/** The prepared columns of a model as SQL expressions. */
import type { Preprocessor } from "../../prepare/preprocessor.ts";
import type { RowStep } from "../../prepare/steps.ts";
import type { FeatureSchema, PreparedColumn } from "../../types.ts";
import type { Dialect } from "./dialect.ts";

/** Expressions for the features, by name; `NULL` where a patient does not have one. */
type Expressions = ReadonlyMap<string, string>;

function readFeatures({ features }: FeatureSchema, dialect: Dialect): Expressions {
  return new Map(features.map(({ kind, name }) => {
    const column = dialect.quoteName(name);
    return [name, kind === "number" ? `CAST(${column} AS ${dialect.double})` : column];
  }));
}

function applyStep(expressions: Expressions, step: RowStep, dialect: Dialect): Expressions {
  const changed = new Map(expressions);
  switch (step.kind) {
    case "clip":
      for (const { feature, low, high } of step.fences) {
        const value = expressions.get(feature)!;
        const [from, to] = [low, high].map(dialect.writeNumber);
        // Not LEAST and GREATEST, which take a missing value for no limit.
        const clipped =
          `CASE WHEN ${value} < ${from} THEN ${from} WHEN ${value} > ${to} THEN ${to}` +
          ` ELSE ${value} END`;
        changed.set(feature, clipped);
      }
      return changed;
    case "indicate-missing":
      for (const feature of step.features) {
        const missing = `CASE WHEN ${expressions.get(feature)} IS NULL THEN 'yes' ELSE 'no' END`;
        changed.set(`${feature}_missing`, missing);
      }
      return changed;
    case "select":
      return expressions;
    default:
      throw new RangeError(`SQL: expected a step that can be written in it, got ${step.kind}`);
  }
}

function writeColumn(column: PreparedColumn, value: string, dialect: Dialect): string {
  const { mean, scale } = column;
  const number = dialect.writeNumber;
  const x = column.kind === "number"
    ? `COALESCE(${value}, ${number(column.fill)})`
    : `CASE WHEN COALESCE(${value}, ${dialect.quoteText(column.fill)}) = ` +
      `${dialect.quoteText(column.level)} THEN ${number(1)} ELSE ${number(0)} END`;
  return mean === 0 && scale === 1 ? x : `(${x} - ${number(mean)}) / ${number(scale)}`;
}

/**
 * One expression a column of the prepared matrix, in terms of the columns of a table that has the
 * schema's features by name, numbers as numbers and levels as text, `NULL` where missing.
 *
 * @throws `RangeError` for a step that is no simple expression: derived features and imputation
 * from neighbours or by regression.
 */
export function writeColumns(
  { steps = [], columns }: Preprocessor,
  schema: FeatureSchema,
  dialect: Dialect,
): string[] {
  const expressions = steps.reduce(
    (sofar, step) => applyStep(sofar, step, dialect),
    readFeatures(schema, dialect),
  );
  return columns.map((column) => writeColumn(column, expressions.get(column.feature)!, dialect));
}
