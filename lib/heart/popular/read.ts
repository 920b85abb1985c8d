/** Reading your own copy of the popular `heart.csv`. */
import type { Dataset } from "../../types.ts";
import { toDataset } from "../../data/dataset.ts";
import { popularSchema } from "./codes.ts";
import { readTable, type TextTable } from "../../data/table.ts";

/** Column names of another copy of the same file. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  trtbps: "trestbps",
  thalachh: "thalach",
  exng: "exang",
  slp: "slope",
  caa: "ca",
  thall: "thal",
  output: "target",
};

/**
 * A popular file's table unchanged, under the column names of either copy (`trestbps … target`
 * or `trtbps … output`). **Label 1 means NO disease**: pass it to `correctPopular`.
 *
 * @throws as `toDataset` does.
 */
export function toPopular(table: TextTable): Dataset {
  const rename = (column: string): string => OTHER_NAMES[column] ?? column;
  const renamed: TextTable = {
    source: table.source,
    columns: table.columns.map(rename),
    rows: table.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, cell]) => [rename(column), cell]))
    ),
  };
  return toDataset(renamed, popularSchema);
}

/**
 * {@link toPopular} of a CSV file.
 *
 * @example
 * ```ts ignore
 * const patients = correctPopular(readPopular("heart.csv"));
 * ```
 */
export function readPopular(path: string | URL): Dataset {
  return toPopular(readTable(path));
}
