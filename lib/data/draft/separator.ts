/** What stands between the cells of a CSV text. */
import type { Doubt } from "./doubt.ts";

const SEPARATORS = [",", ";", "\t", "|"];
const LINES = 50;
const NAMES: Readonly<Record<string, string>> = { ";": "semicolon", "\t": "tab", "|": "bar" };

/** The separator that a first line such as "sep=;" tells, and how long that line is. */
export function findTold(
  text: string,
): { readonly separator: string; readonly length: number } | undefined {
  const told = /^\uFEFF?sep=(.)\r?\n/.exec(text);
  return told === null ? undefined : { separator: told[1], length: told[0].length };
}

/** That cells are parted by something else than a comma. */
export function doubtSeparator(separator: string): Doubt[] {
  return separator === "," ? [] : [{
    seen: `cells are parted by a ${NAMES[separator] ?? `"${separator}"`}`,
    assumed: "read so",
    otherwise: "save the file with commas",
  }];
}

/** Separators of each line, those within quotes left out. */
function countPerLine(text: string, separator: string): number[] {
  const bare = text.replace(/"[^"]*"/g, "");
  return bare.split("\n").filter((line) => line.trim() !== "").slice(0, LINES)
    .map((line) => line.split(separator).length - 1);
}

/**
 * The separator that splits the first lines into equally many cells, the most of them; of a text
 * that none splits, `undefined`.
 *
 * @example
 * ```ts
 * import { findSeparator } from "heartbook/data/draft/separator.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findSeparator("age;weight\n63;81,5\n50;70,2\n"), ";");
 * ```
 */
export function findSeparator(text: string): string | undefined {
  const start = text.slice(0, 200_000).replace(/\r\n?/g, "\n");
  const found = SEPARATORS.map((separator) => {
    const [header = 0, ...rows] = countPerLine(start, separator);
    const alike = rows.filter((count) => count === header).length;
    // A line that the slice has cut through may be short.
    return { separator, header, share: rows.length === 0 ? 1 : alike / rows.length };
  }).filter(({ header }) => header > 0);
  found.sort((a, b) => Number(b.share > 0.9) - Number(a.share > 0.9) || b.header - a.header);
  return found[0]?.separator;
}
