/** A Parquet file as a table of texts, to be checked like those of a CSV file. */
import pl from "nodejs-polars";
import { cellText } from "./parquet.ts";
import type { TextTable } from "./table.ts";

/**
 * The table in a Parquet file, every cell as text.
 *
 * @param draw Chooses the rows to keep from their number; `undefined` keeps all.
 * @throws `Error` naming the path for a file that is not Parquet.
 */
export function readParquetTable(
  path: string,
  draw: (rows: number) => readonly boolean[] | undefined,
): TextTable {
  let frame: pl.DataFrame;
  try {
    frame = pl.readParquet(path);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
  const kept = draw(frame.height);
  const wanted = kept === undefined ? frame : frame.filter(pl.Series([...kept]));
  const { columns } = frame;
  const rows = wanted.rows().map((row) =>
    Object.fromEntries(columns.map((column, j) => [column, cellText(row[j])]))
  );
  return { source: path, columns, rows };
}
