/** Databases within the process, to try SQL in. */
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import type { DialectName } from "heartbook/ship/sql/dialect.ts";
import type { Dataset, Feature } from "heartbook/types.ts";

/** A database that can be given patients and asked about them. */
export interface Database {
  readonly dialect: DialectName;
  /** Makes a table of patients, their number from 0 in the column `id`. */
  readonly load: (table: string, patients: Pick<Dataset, "schema" | "rows">) => Promise<void>;
  readonly ask: (sql: string) => Promise<Readonly<Record<string, unknown>>[]>;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function columnTypes(features: readonly Feature[]): string {
  const columns = features.map(({ name, kind }) =>
    `${quote(name)} ${kind === "number" ? "DOUBLE PRECISION" : "VARCHAR"}`
  );
  return ["id BIGINT", ...columns].join(", ");
}

/** DuckDB in memory. */
export async function openDuckDb(): Promise<Database> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return {
    dialect: "duckdb",
    load: async (table, { schema: { features }, rows }) => {
      await connection.run(`CREATE OR REPLACE TABLE ${quote(table)} (${columnTypes(features)})`);
      const appender = await connection.createAppender(table);
      rows.forEach((row, i) => {
        appender.appendBigInt(BigInt(i));
        for (const { name } of features) {
          const cell = row[name];
          if (cell === null) appender.appendNull();
          else if (typeof cell === "number") appender.appendDouble(cell);
          else appender.appendVarchar(cell);
        }
        appender.endRow();
      });
      appender.closeSync();
    },
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
  };
}

/** PostgreSQL, compiled to WebAssembly, in memory. */
export async function openPostgres(): Promise<Database> {
  const database = await PGlite.create();
  return {
    dialect: "postgresql",
    load: async (table, { schema: { features }, rows }) => {
      const types = columnTypes(features);
      await database.exec(
        `DROP TABLE IF EXISTS ${quote(table)}; CREATE TABLE ${quote(table)} (${types})`,
      );
      const numbered = rows.map((row, id) => ({ ...row, id }));
      await database.query(
        `INSERT INTO ${quote(table)} SELECT * FROM jsonb_to_recordset($1) AS r (${types})`,
        [numbered],
      );
    },
    ask: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
  };
}
