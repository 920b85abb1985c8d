/** Any table file, however large, as cells. */
import { type CellStream, NotUtf8, openCsvCells } from "./csv.ts";
import type { Encoding } from "./layout.ts";
import { openParquetCells } from "./parquet.ts";

async function open(path: string, encoding?: Encoding): Promise<CellStream> {
  return path.endsWith(".parquet") ? openParquetCells(path) : await openCsvCells(path, encoding);
}

/**
 * Does something with the cells of a file: Parquet if its name ends so, else CSV, which is read as
 * Windows-1252 where it is not UTF-8. Only the whole file tells, so `work` may then begin again.
 *
 * @throws what `openCsvCells` and `openParquetCells` do, and `work`; the message of a `SyntaxError`
 * begins with the path.
 */
export async function withCells<T>(
  path: string,
  work: (cells: CellStream) => Promise<T>,
): Promise<T> {
  const run = async (encoding?: Encoding): Promise<T> => {
    await using cells = await open(path, encoding);
    return await work(cells);
  };
  try {
    return await run().catch((error) => {
      if (error instanceof NotUtf8) return run("windows-1252");
      throw error;
    });
  } catch (error) {
    if (error instanceof SyntaxError && !error.message.startsWith(path)) {
      error.message = `${path}: ${error.message}`;
    }
    throw error;
  }
}
