/** The README's tables of what was measured. */
import { GROUPS } from "./arguments.ts";
import { filesTable } from "./files.ts";
import { goalsTable } from "./fits-table.ts";
import { describeLoad } from "./machine.ts";
import { MODELS } from "./plan.ts";
import type { KeptFile, Results } from "./results.ts";
import { markdownTable } from "./text-table.ts";

const BEGIN = "<!-- written by `deno task bench --readme` -->";
const END = "<!-- until here: bench -->";

const FITS =
  "One fit to made-up numbers (20 columns, 100 trees of depth 3 in boosting; the first " +
  "five columns decide), beside the fastest of the libraries that have the model, one thread each; " +
  "medians of turns. “First fit” is the first of a fresh process, where a notebook's cell runs " +
  "once. Memory is the peak of the process by the end of that fit, at the most rows. Of neighbours " +
  "and detectors, 2,000 questions count too. **✗** marks a missed goal: a ratio above 1.00, or an " +
  "AUC lower by more than 0.003.";

/** What the table of files tells. */
export const FILES = "A CSV file of any size: scored by the logistic regression of the 303 " +
  "patients (15 columns, read, checked, predicted and written), and a model trained from 20 " +
  "made-up numbers (100 trees of depth 3 in boosting). Theirs reads with pandas, in pieces of " +
  "500,000 rows to score and with pyarrow to train; then come a scikit-learn pipeline or " +
  "LightGBM. Seconds are of the processor, all threads counted, because they hold on a busy " +
  "machine too; memory is the peak of the process. AUCs are of " +
  "10,000 rows that each side holds out, not the same ones: they differ by chance by up to 0.01.";

/** The part of the README that stands between the marks. */
export function writeResults({ measuredOn, fits, files = [], sections }: Results): string {
  const byRows = fits.filter(({ along }) => along === "rows").toSorted((a, b) =>
    MODELS.indexOf(a.fit.model) - MODELS.indexOf(b.fit.model) || a.fit.rows - b.fit.rows
  );
  const shown = GROUPS.flatMap((group) => sections[group] ?? []);
  const load = Math.max(0, ...[...byRows, ...shown].map((one) => one.load));
  return [
    [`Measured on ${measuredOn}.`, ...describeLoad(load)].join(" "),
    ...(byRows.length > 0 ? [`${FITS}\n\n${markdownTable(goalsTable(byRows))}`] : []),
    ...shown.map(({ about, table }) => `${about}\n\n${markdownTable(table)}`),
    ...(files.length > 0 ? [describeFiles(files)] : []),
  ].join("\n\n");
}

function describeFiles(files: readonly KeptFile[]): string {
  const load = Math.max(...files.map((file) => file.load));
  const about = [FILES, ...describeLoad(load)].join(" ");
  return `${about}\n\n${markdownTable(filesTable(files))}`;
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
