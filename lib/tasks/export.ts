/**
 * `deno task export --model model.json --format sql|mljs`: prints the model for a database, or the
 * JSON that `LogisticRegression.load()` of ml-logistic-regression and `RandomForestClassifier.load()`
 * of ml-random-forest take. See `./command.ts` for the exit codes.
 */

import { toMljs } from "../models/mljs/export.ts";
import { nameColumn } from "../prepare/preprocessor.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { readModelFile } from "../ship/model-file/read.ts";
import { toSql } from "../ship/sql/sql.ts";
import { type DialectName, dialects } from "../ship/sql/dialect.ts";
import { demandOption, runCommand, UsageError } from "./command.ts";

const DIALECTS = Object.keys(dialects);

const USAGE = `deno task export --model model.json --format sql|mljs [--table patients]
                 [--dialect ${DIALECTS.join("|")}] > file

  --model    the model file
  --format   sql: one SELECT with the preprocessing in it
             mljs: JSON for ml-logistic-regression or ml-random-forest, of the model alone
  --table    the table of patients, for SQL (patients)
  --dialect  the SQL dialect (duckdb)`;

function describeColumns({ model, preprocessor: { columns } }: ModelFile): string {
  const lines = columns.map((column) => {
    const { mean, scale } = column;
    const isPlain = mean === 0 && scale === 1;
    return `  ${nameColumn(column)}${isPlain ? "" : `, less ${mean} and divided by ${scale}`}`;
  });
  if (model.kind === "logistic") lines.push("  1, for the intercept");
  return `It takes these columns, in this order:\n${lines.join("\n")}`;
}

await runCommand({
  usage: USAGE,
  options: {
    model: { type: "string" },
    format: { type: "string" },
    table: { type: "string", default: "patients" },
    dialect: { type: "string", default: "duckdb" },
  },
}, async ({ model, format, table, dialect }) => {
  if (format !== "sql" && format !== "mljs") {
    throw new UsageError(`--format: expected sql or mljs, got ${format ?? "none"}`);
  }
  if (!DIALECTS.includes(dialect)) {
    throw new UsageError(`--dialect: expected one of ${DIALECTS.join(", ")}, got ${dialect}`);
  }
  const file = await readModelFile(demandOption("model", model));
  if (format === "sql") {
    console.log(toSql(file, { table: table.split("."), dialect: dialect as DialectName }));
  } else {
    console.log(JSON.stringify(toMljs(file.model)));
    console.error(describeColumns(file));
  }
});
