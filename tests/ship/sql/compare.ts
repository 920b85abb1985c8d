/** The answers of two databases beside those of `score`. */
import { assert, assertEquals } from "@std/assert";
import type { Recalibration } from "heartbook/measure/recalibrate.ts";
import type { Pipeline } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import type { Row } from "heartbook/types.ts";
import { patients } from "../model-file/made.ts";
import { type Database, openDuckDb, openPostgres, type Table } from "./databases.ts";
import { expectAnswers, withoutQuote } from "./truth.ts";

export const databases: Readonly<Record<string, Database>> = {
  DuckDB: await openDuckDb(),
  PostgreSQL: await openPostgres(),
};

const confusion = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
/** A pipeline with a threshold and a range to refer. */
export const decide = (
  pipeline: Pipeline,
  calibration: Recalibration | null = null,
): DecidingPipeline => ({
  ...pipeline,
  calibration,
  threshold: { value: 0.2, method: "by hand", promise: "none", confusion },
  refer: { low: 0.2, high: 0.6 },
});

/** Patients, and the table that they stand in. */
export interface Rows extends Pick<Table, "rows"> {
  /** What the columns hold; what the schema says they do when absent. */
  readonly columns?: Table["columns"];
}

/** Demands the same answers and the same refusals from every database as from us. */
export async function compare(
  pipeline: DecidingPipeline,
  { rows, columns = pipeline.schema.features }: Rows,
): Promise<void> {
  const ours = expectAnswers(pipeline, rows);
  const spell = columns.every(({ kind }) => kind === "category")
    ? (reason: string | null): string | null => reason
    : withoutQuote;
  for (const [name, { dialect, load, ask }] of Object.entries(databases)) {
    await load("patients", { columns, rows });
    const sql = toSql(pipeline, { table: "patients", dialect, keep: ["id"] });
    const theirs = await ask(`${sql} ORDER BY id`);
    assertEquals(theirs.length, rows.length);
    ours.forEach(({ p, decision, reason }, i) => {
      const { id, ...answer } = theirs[i];
      const place = `${name}, row ${id}: ${JSON.stringify(rows[i])}`;
      assertEquals(spell(answer.reason as string | null), spell(reason), place);
      assertEquals(answer.decision, decision, place);
      assertEquals(answer.p === null, p === null, place);
      const difference = Math.abs(Number(answer.p) - Number(p));
      assert(difference < 1e-12, `${place}: expected ${p}, got ${answer.p}`);
    });
  }
}

/** All columns as text, as a file has them. */
export const asText = patients.schema.features.map(({ name }) => ({
  name,
  kind: "category" as const,
}));

/** Every patient once more for each share of missing cells, drawn. */
function withHoles(shares: readonly number[]): Row[] {
  const random = seeded(1);
  return shares.flatMap((share) =>
    patients.rows.map((row) => {
      const cells = Object.entries(row);
      return Object.fromEntries(
        cells.map(([name, cell]) => [name, random.uniform() < share ? null : cell]),
      );
    })
  );
}

/** Every patient, and once more with a tenth, with half and with all of their cells missing. */
export const everybody: Rows = { rows: [...patients.rows, ...withHoles([0.1, 0.5, 1])] };
