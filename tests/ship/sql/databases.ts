/** Databases within the process, to try SQL in. */
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import type { DialectName } from "heartbook/ship/sql/dialect.ts";
import type { Feature } from "heartbook/types.ts";
import type { Raw } from "./dirty.ts";

/** A table to be: columns by name, `"number"` for doubles and `"category"` for text. */
export interface Table {
  readonly columns: readonly Pick<Feature, "name" | "kind">[];
  readonly rows: readonly Readonly<Record<string, Raw>>[];
}

/** A database that can be given patients and asked about them. */
export interface Database {
  readonly dialect: DialectName;
  /** Makes a table of patients, their number from 0 in the column `id`. */
  readonly load: (table: string, patients: Table) => Promise<void>;
  readonly ask: (sql: string) => Promise<Readonly<Record<string, unknown>>[]>;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function columnTypes(columns: Table["columns"]): string {
  const typed = columns.map(({ name, kind }) =>
    `${quote(name)} ${kind === "number" ? "DOUBLE PRECISION" : "VARCHAR"}`
  );
  return ["id BIGINT", ...typed].join(", ");
}

/** DuckDB in memory. */
export async function openDuckDb(): Promise<Database> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return {
    dialect: "duckdb",
    load: async (table, { columns, rows }) => {
      await connection.run(`CREATE OR REPLACE TABLE ${quote(table)} (${columnTypes(columns)})`);
      const appender = await connection.createAppender(table);
      rows.forEach((row, i) => {
        appender.appendBigInt(BigInt(i));
        for (const { name } of columns) {
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

/** PostgreSQL with nothing in it takes seconds to set up, and one to open from where it was kept. */
async function createPostgres(): Promise<PGlite> {
  const [, version] = /pglite[@/]([\d.]+)/.exec(import.meta.resolve("@electric-sql/pglite"))!;
  const kept = new URL(`../../../.cache/pglite-${version}.tar`, import.meta.url);
  try {
    return await PGlite.create({ loadDataDir: new Blob([await Deno.readFile(kept)]) });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const database = await PGlite.create();
  await Deno.mkdir(new URL(".", kept), { recursive: true });
  const draft = new URL(`${kept}.${crypto.randomUUID()}`);
  await Deno.writeFile(draft, (await database.dumpDataDir("none")).stream());
  await Deno.rename(draft, kept);
  return database;
}

/** PostgreSQL, compiled to WebAssembly, in memory. */
export async function openPostgres(): Promise<Database> {
  const database = await createPostgres();
  return {
    dialect: "postgresql",
    load: async (table, { columns, rows }) => {
      const types = columnTypes(columns);
      await database.exec(
        `DROP TABLE IF EXISTS ${quote(table)}; CREATE TABLE ${quote(table)} (${types})`,
      );
      // JSON has no word for what is not a number, but PostgreSQL reads it from a text.
      const numbered = rows.map((row, id) => ({
        id,
        ...Object.fromEntries(
          columns.map(({ name }) => [name, row[name] === null ? null : String(row[name])]),
        ),
      }));
      await database.query(
        `INSERT INTO ${quote(table)} SELECT * FROM jsonb_to_recordset($1) AS r (${types})`,
        [numbered],
      );
    },
    ask: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
  };
}
