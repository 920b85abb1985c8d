/** Parquet files of any size, a few rows at a time. */
import pl from "nodejs-polars";

/** How much is held in memory at once. */
export interface BatchOptions {
  /** Rows per batch; default 10,000. */
  readonly size?: number;
}

/** A table too large to be held at once. */
export interface BatchedTable {
  readonly columns: readonly string[];
  readonly rows: number;
  /** The cells as text, `null` where there is none, batch by batch. */
  readonly batches: AsyncIterable<(string | null)[][]>;
}

/** A cell as a CSV file would have it: a day or a time in ISO 8601, `null` where there is none. */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof Date)) return String(value);
  return value.toISOString().replace(/T00:00:00.000Z$/, "");
}

/**
 * A Parquet file as batches of texts, to be checked like those of a CSV file. Only the row groups
 * of the batch at hand are read.
 *
 * @throws `Error` naming the path for a file that is not there or no Parquet.
 */
export function scanParquet(path: string, { size = 10_000 }: BatchOptions = {}): BatchedTable {
  try {
    const table = pl.scanParquet(path);
    const rows = Number(table.select(pl.len()).collectSync().row(0)[0]);
    return { columns: table.columns, rows, batches: readBatches(table, { rows, size }) };
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function* readBatches(
  table: pl.LazyDataFrame,
  { rows, size }: { readonly rows: number; readonly size: number },
): AsyncGenerator<(string | null)[][]> {
  for (let from = 0; from < rows; from += size) {
    const batch = await table.slice(from, size).collect();
    yield batch.rows().map((row) => row.map(cellText));
  }
}
