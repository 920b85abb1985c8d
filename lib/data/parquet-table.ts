/** A Parquet file as a table of texts, to be checked like those of a CSV file. */
import { scanParquet } from "./parquet.ts";
import type { TextTable } from "./table.ts";

/**
 * The table in a Parquet file, every cell as text.
 *
 * @param draw Chooses the rows to keep from their number; `undefined` keeps all.
 * @throws `Error` naming the path for a file that is not Parquet.
 */
export async function readParquetTable(
  path: string,
  draw: (rows: number) => readonly boolean[] | undefined,
): Promise<TextTable> {
  const { columns, rows: total, batches } = scanParquet(path);
  const kept = draw(total);
  const rows: Record<string, string | null>[] = [];
  let at = 0;
  for await (const batch of batches) {
    for (const cells of batch) {
      if (kept?.[at++] === false) continue;
      rows.push(Object.fromEntries(columns.map((column, j) => [column, cells[j]])));
    }
  }
  return { source: path, columns, rows };
}
