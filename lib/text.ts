/** How numbers are formatted for readers: in sentences, in tables, on a terminal. */
import type { Interval } from "./types.ts";

/** "1 row", "3 rows": so many of a thing whose name takes an s. */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/**
 * A share as a percentage, with a blank before the sign. Only none is "0 %" and only all is
 * "100 %": a share that would be rounded to either has up to two digits more, and then a bound.
 *
 * @param options `digits` after the point, default 0; "needed" for as many as the share has, at
 * most six in all.
 *
 * @example
 * ```ts
 * import { percent } from "heartbook/text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(percent(0.78349), "78 %");
 * assertEquals(percent(0.78349, { digits: 1 }), "78.3 %");
 * assertEquals(percent(0.975, { digits: "needed" }), "97.5 %");
 * assertEquals([0.996, 0.00004, 1].map((share) => percent(share)), ["99.6 %", "< 0.01 %", "100 %"]);
 * ```
 */
export function percent(
  share: number,
  options: { readonly digits?: number | "needed" } = {},
): string {
  const { digits = 0 } = options;
  const points = 100 * share;
  if (digits === "needed") return `${Number(points.toPrecision(6))} %`;
  // What rounding errors leave of a whole is a whole.
  const ends = [0, 100].filter((end) => Math.abs(points - end) > 1e-9);
  const isEnd = (text: string): boolean => ends.includes(Math.abs(Number(text)));
  for (const more of [0, 1, 2]) {
    const text = points.toFixed(digits + more);
    if (!isEnd(text)) return `${text} %`;
  }
  const least = 10 ** -(digits + 2);
  if (Math.abs(points) > 50) return `> ${(100 - least).toFixed(digits + 2)} %`;
  return `< ${least.toFixed(digits + 2)} %`;
}

/**
 * An estimate with its interval; a dash if there is none. Uses the minus sign, not a hyphen.
 *
 * @param options `digits` after the point, default 3; `percent` for a share, in whole percent.
 *
 * @example
 * ```ts
 * import { writeInterval } from "heartbook/text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const interval = { estimate: 0.2, low: -0.1, high: 0.5, level: 0.95, method: "by hand" };
 * assertEquals(writeInterval(interval, { digits: 1 }), "0.2 [−0.1, 0.5]");
 * assertEquals(writeInterval({ ...interval, low: 0.1 }, { percent: true }), "20 % [10, 50]");
 * assertEquals(writeInterval(null), "–");
 * ```
 */
export function writeInterval(
  interval: Pick<Interval, "estimate" | "low" | "high"> | null,
  options: { readonly digits?: number; readonly percent?: boolean } = {},
): string {
  const { percent: inPercent = false, digits = inPercent ? 0 : 3 } = options;
  if (interval === null) return "–";
  const [estimate, low, high] = [interval.estimate, interval.low, interval.high]
    .map((value) => (inPercent ? 100 * value : value).toFixed(digits).replace("-", "−"));
  return `${inPercent ? percent(interval.estimate, { digits }) : estimate} [${low}, ${high}]`;
}

/**
 * Aligns texts in columns two blanks apart, one line per row.
 *
 * @param options `right` lists the right-aligned columns, counted from 0.
 *
 * @example
 * ```ts
 * import { alignColumns } from "heartbook/text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = [["model", "AUC"], ["tree", "0.8"]];
 * assertEquals(alignColumns(lines, { right: (j) => j > 0 }), "model  AUC\ntree   0.8");
 * ```
 */
export function alignColumns(
  lines: readonly (readonly string[])[],
  options: { readonly right?: (column: number) => boolean } = {},
): string {
  const { right = (): boolean => false } = options;
  const widths = lines[0]?.map((_, j) => Math.max(...lines.map((line) => line[j].length))) ?? [];
  return lines.map((line) =>
    line.map((text, j) => right(j) ? text.padStart(widths[j]) : text.padEnd(widths[j]))
      .join("  ").trimEnd()
  ).join("\n");
}
