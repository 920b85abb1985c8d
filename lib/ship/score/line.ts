/** Lines of CSV that a spreadsheet opens without running anything. */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell as it stands in a line of CSV; see {@link writeLine}. */
export function writeCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Cells as one line of CSV with its line end (RFC 4180, but `\n`). A cell that a spreadsheet would
 * take for a formula gets an apostrophe in front, which tells it not to; a number stays as it is.
 *
 * @example
 * ```ts
 * import { writeLine } from "heartbook/ship/score/line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeLine(["-9", "=1+1", 'say "a", b']), `-9,'=1+1,"say ""a"", b"\n`);
 * ```
 */
export function writeLine(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(",")}\n`;
}
