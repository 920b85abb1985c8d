/** Tables on the terminal, and the same in Markdown. */
import { escapeMarkdown } from "heartbook/show/bundle.ts";
import { alignColumns } from "heartbook/text.ts";

/** Cells under headings, the first `left` columns to the left. */
export interface TableOfTexts {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly left?: number;
}

/** Columns under a line of headings. */
export function textTable({ headings, rows, left = 1 }: TableOfTexts): string {
  const [heading, ...lines] = alignColumns([headings, ...rows], { right: (j) => j >= left })
    .split("\n");
  const width = Math.max(...[heading, ...lines].map((line) => line.length));
  return [heading, "─".repeat(width), ...lines].join("\n");
}

/** The same in Markdown, aligned as `deno fmt` has it; a cell with a missed goal is bold. */
export function markdownTable({ headings, rows, left = 1 }: TableOfTexts): string {
  const cells = [headings, ...rows].map((row) =>
    row.map(escapeMarkdown).map((text) => text.endsWith("✗") ? `**${text}**` : text)
  );
  const widths = headings.map((_, j) => Math.max(3, ...cells.map((row) => row[j].length)));
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |`;
  const padded = cells.map((row) =>
    row.map((text, j) => j < left ? text.padEnd(widths[j]) : text.padStart(widths[j]))
  );
  const rule = widths.map((width, j) => j < left ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [padded[0], rule, ...padded.slice(1)].map(line).join("\n");
}
