/** A Parquet file as a table of texts, to be checked like those of a CSV file. */
import { cellText, scanParquet } from "./parquet.ts";
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
  const { columns, rows: total, groups } = scanParquet(path);
  const kept = draw(total);
  const rows: Record<string, string | null>[] = [];
  let at = 0;
  for await (const group of groups) {
    for (let i = 0; i < group.rows; i++) {
      if (kept?.[at++] === false) continue;
      const cells = columns.map((column, j) => [column, cellText(group.columns[j][i])]);
      rows.push(Object.fromEntries(cells));
    }
  }
  return { source: path, columns, rows };
}
