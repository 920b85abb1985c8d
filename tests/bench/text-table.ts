/** Tables on the terminal. */

/** Texts in columns under a line of headings, the first `left` columns to the left. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { left = 1 }: { readonly left?: number } = {},
): string {
  const widths = headings.map((heading, j) =>
    Math.max(heading.length, ...rows.map((row) => row[j].length))
  );
  const line = (cells: readonly string[]): string =>
    cells.map((text, j) => j < left ? text.padEnd(widths[j]) : text.padStart(widths[j]))
      .join("  ").trimEnd();
  const rule = "─".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [line(headings), rule, ...rows.map(line)].join("\n");
}
