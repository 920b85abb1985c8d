/** Any table file, however large, as cells. */
import { type CellStream, openCsvCells } from "./csv.ts";
import type { Encoding } from "./layout.ts";
import { openParquetCells } from "./parquet.ts";

/** Opens a Parquet file if the name ends so, else CSV; throws as these do. */
export async function openCells(path: string, encoding?: Encoding): Promise<CellStream> {
  return path.endsWith(".parquet") ? openParquetCells(path) : await openCsvCells(path, encoding);
}
