/** Tables of records, as HTML and as aligned text. */
import { demandName, demandOptions } from "../demand.ts";
import { alignColumns, writeInterval } from "../text.ts";
import type { Interval } from "../types.ts";
import { type Bundle, escapeHtml } from "./bundle.ts";

/** A cell of a shown table. */
export type Shown = string | number | boolean | null | undefined;

/** How to show a table. */
export interface TableOptions {
  /** Columns to show, in this order; by default those of the first record. */
  readonly columns?: readonly string[];
  /** A line above the table. */
  readonly caption?: string;
  /**
   * Decimals of numbers that are not whole; by default 3, and 1 in a column that reaches 10,
   * where more would mean nothing.
   */
  readonly digits?: number;
  /** Most rows to show; all by default. What is left out is said. */
  readonly most?: number;
}

function cellText(value: Shown, digits: number): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  return (Number.isInteger(value) ? String(value) : value.toFixed(digits)).replace("-", "−");
}

function digitsFor(records: readonly Readonly<Record<string, Shown>>[], column: string): number {
  const isLarge = (value: Shown): boolean => typeof value === "number" && Math.abs(value) >= 10;
  return records.some((record) => isLarge(record[column])) ? 1 : 3;
}

/** `align` is for viewers that strip styles, the style for those whose own sheet aligns cells. */
function htmlRow(tag: string, cells: readonly string[], right: readonly boolean[]): string {
  const parts = cells.map((text, j) => {
    const side = right[j] ? "right" : "left";
    return `<${tag} align="${side}" style="text-align:${side}">${escapeHtml(text)}</${tag}>`;
  });
  return `<tr>${parts.join("")}</tr>`;
}

/**
 * Records as a table: numbers to the right and rounded, missing values as a dash. Where rows are
 * left out, a line below says how many there are.
 *
 * @param records One per row. A record without one of the columns shows a dash there.
 * @throws `RangeError` for no records when no columns are named, and for a named column that no
 * record has.
 *
 * @example
 * ```ts
 * import { table } from "heartbook/show/table.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const bundle = table([{ model: "logistic", AUC: 0.9012 }]);
 * assertStringIncludes(bundle["text/plain"], "0.901");
 * ```
 */
export function table(
  records: readonly Readonly<Record<string, Shown>>[],
  options: TableOptions = {},
): Bundle {
  demandOptions("table", options, ["columns", "caption", "digits", "most"]);
  const columns = options.columns ?? Object.keys(records[0] ?? {});
  if (columns.length === 0) throw new RangeError("table: expected records or columns, got none");
  if (records.length > 0) {
    const known = [...new Set(records.flatMap((record) => Object.keys(record)))];
    for (const column of columns) demandName("column", column, known);
  }
  const { caption, most = records.length } = options;
  const digits = columns.map((column) => options.digits ?? digitsFor(records, column));
  const cells = records.slice(0, most).map((record) =>
    columns.map((column, j) => cellText(record[column], digits[j]))
  );
  const right = columns.map((column) =>
    records.some((record) => typeof record[column] === "number")
  );
  const rest = records.length > most ? `The first ${most} of ${records.length} rows.` : "";
  const heading = caption === undefined ? "" : `<caption>${escapeHtml(caption)}</caption>`;
  return {
    "text/html": `<table>${heading}<thead>${htmlRow("th", columns, right)}</thead><tbody>` +
      `${cells.map((row) => htmlRow("td", row, right)).join("")}</tbody></table>` +
      (rest === "" ? "" : `<p>${rest}</p>`),
    "text/plain": [
      ...(caption === undefined ? [] : [caption]),
      alignColumns([columns, ...cells], { right: (j) => right[j] }),
      ...(rest === "" ? [] : [rest]),
    ].join("\n"),
  };
}

/**
 * Records turned on their side, for a table that would be wider than the page: one row per column,
 * one column per record.
 *
 * @param by The column whose values become the headings; the other names stand under "figure".
 *
 * @example
 * ```ts
 * import { turned } from "heartbook/show/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const records = [{ model: "tree", AUC: 0.8 }];
 * assertEquals(turned(records, { by: "model" }), [{ figure: "AUC", tree: 0.8 }]);
 * ```
 */
export function turned(
  records: readonly Readonly<Record<string, Shown>>[],
  options: { readonly by: string },
): Record<string, Shown>[] {
  demandOptions("turned", options, ["by"]);
  const { by } = options;
  const columns = Object.keys(records[0] ?? {});
  demandName("by", by, columns);
  return columns.filter((column) => column !== by).map((column) => ({
    figure: column,
    ...Object.fromEntries(records.map((record) => [String(record[by]), record[column]])),
  }));
}

/**
 * Models with their bounded figures as records for {@link table}: one row per model.
 *
 * @example
 * ```ts
 * import { intervalRecords } from "heartbook/show/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const auc = { estimate: 0.9, low: 0.87, high: 0.93, level: 0.95, method: "DeLong" };
 * assertEquals(intervalRecords({ tree: { auc } }), [{ model: "tree", auc: "0.900 [0.870, 0.930]" }]);
 * ```
 */
export function intervalRecords(
  models: Readonly<Record<string, Readonly<Record<string, Interval | null>>>>,
  options: { readonly digits?: number } = {},
): Record<string, string>[] {
  demandOptions("intervalRecords", options, ["digits"]);
  return Object.entries(models).map(([model, figures]) => ({
    model,
    ...Object.fromEntries(
      Object.entries(figures).map(([name, interval]) => [name, writeInterval(interval, options)]),
    ),
  }));
}
