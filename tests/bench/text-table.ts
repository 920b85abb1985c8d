/** Tables on the terminal. */
import { alignColumns } from "heartbook/text.ts";

/** Texts in columns under a line of headings, the first `left` columns to the left. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { left = 1 }: { readonly left?: number } = {},
): string {
  const [heading, ...lines] = alignColumns([headings, ...rows], { right: (j) => j >= left })
    .split("\n");
  const width = Math.max(...[heading, ...lines].map((line) => line.length));
  return [heading, "─".repeat(width), ...lines].join("\n");
}
