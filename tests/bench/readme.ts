/** The README's tables of what was measured. */
import { GROUPS } from "./arguments.ts";
import { goalsTable } from "./fits-table.ts";
import { describeLoad } from "./machine.ts";
import { MODELS } from "./plan.ts";
import type { Results } from "./results.ts";
import { markdownTable } from "./text-table.ts";

const BEGIN = "<!-- written by `deno task bench --readme` -->";
const END = "<!-- until here: bench -->";

const FITS =
  "One fit to made-up numbers (20 columns, 100 trees of depth 3 in boosting; the first " +
  "five columns decide), beside the fastest of the libraries that have the model, one thread each; " +
  "medians of turns. “First fit” is the first of a fresh process, where a notebook's cell runs " +
  "once. Memory is the peak of the process at the most rows. Of neighbours and detectors, 2,000 " +
  "questions count too. **✗** marks a missed goal: a ratio above 1.00, or an AUC lower by more than " +
  "0.003.";

/** The part of the README that stands between the marks. */
export function writeResults({ measuredOn, fits, sections }: Results): string {
  const byRows = fits.filter(({ along }) => along === "rows").toSorted((a, b) =>
    MODELS.indexOf(a.fit.model) - MODELS.indexOf(b.fit.model) || a.fit.rows - b.fit.rows
  );
  const shown = GROUPS.flatMap((group) => sections[group] ?? []);
  const load = Math.max(0, ...[...byRows, ...shown].map((one) => one.load));
  return [
    [`Measured on ${measuredOn}.`, ...describeLoad(load)].join(" "),
    ...(byRows.length > 0 ? [`${FITS}\n\n${markdownTable(goalsTable(byRows))}`] : []),
    ...shown.map(({ about, table }) => `${about}\n\n${markdownTable(table)}`),
  ].join("\n\n");
}

/**
 * The README with its tables as they were last measured.
 *
 * @throws `SyntaxError` for a README without the two marks between which they stand.
 */
export function updateReadme(readme: string, results: Results): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new SyntaxError(`README: expected ${BEGIN} and ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n\n${writeResults(results)}\n\n${
    readme.slice(to)
  }`;
}
