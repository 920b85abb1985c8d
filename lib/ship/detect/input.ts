/** The three shapes in which new recordings come, read into checked rows. */
import { parseTable, readTable } from "../../data/table.ts";
import { parseRow } from "../../schema.ts";
import type { FeatureSchema, Row } from "../../types.ts";

/** New recordings: rows, CSV text (anything with a line end), or where a CSV file is. */
export type DetectInput = readonly Readonly<Record<string, unknown>>[] | string | URL;

/** What may differ between the table and the schema. */
export interface DetectOptions {
  /** Columns to leave out, because the schema does not know them. */
  readonly ignore?: readonly string[];
}

/** A new recording. */
export interface NewRow {
  /** Its name in the table; its number from 1 where it has none. */
  readonly id: string;
  readonly row: Row;
}

function checkNames(
  raw: Readonly<Record<string, unknown>>,
  { schema, where, ignore }: { schema: FeatureSchema; where: string; ignore: readonly string[] },
): void {
  const wanted = schema.features.map(({ name }) => name);
  const known = [...wanted, schema.outcome.name, ...ignore, ...(schema.id ? [schema.id] : [])];
  const missing = wanted.filter((name) => !Object.hasOwn(raw, name));
  const strange = Object.keys(raw).filter((name) => !known.includes(name));
  const hint = strange.length > 0 ? `; not known: ${strange.join(", ")}` : "";
  if (missing.length > 0) {
    throw new SyntaxError(`${where}: column ${missing.join(", ")} is missing${hint}`);
  }
  if (strange.length > 0) {
    throw new SyntaxError(
      `${where}: column ${strange.join(", ")} is not in the schema: ignore it?`,
    );
  }
}

/**
 * Rows, CSV text or a file as rows of the schema. The outcome's column may be there and is not read.
 *
 * @throws `SyntaxError` for columns that are missing, or unknown and not ignored, or for no rows;
 * the errors of `parseRow` and `readTable`.
 */
export function readInput(
  input: DetectInput,
  schema: FeatureSchema,
  ignore: readonly string[],
): NewRow[] {
  const isText = typeof input === "string" && /[\r\n]/.test(input);
  const { source, rows } = Array.isArray(input)
    ? { source: "input", rows: input }
    : isText
    ? parseTable(input, "input")
    : readTable(input as string | URL);
  if (rows.length === 0) throw new SyntaxError(`${source}: expected at least one row, got none`);
  return rows.map((raw: Readonly<Record<string, unknown>>, i: number) => {
    const where = `${source}, row ${i + 1}`;
    if (typeof raw !== "object" || raw === null) {
      throw new TypeError(`${where}: expected an object of features, got ${raw}`);
    }
    checkNames(raw, { schema, where, ignore });
    const named = schema.id === undefined ? undefined : raw[schema.id];
    return { id: String(named ?? i + 1), row: parseRow(schema, raw, where) };
  });
}
