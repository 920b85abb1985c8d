/** What the README tells of the notebooks: their pictures and their headline figures. */
import { escapeMarkdown } from "../show/bundle.ts";
import { headlines } from "./headlines.ts";
import type { Notebook } from "./notebook.ts";
import { picturesOf } from "./pictures.ts";

/** A notebook by its file's name, such as `05-the-choice`. */
export type Notebooks = Readonly<Record<string, Notebook>>;

/** Which pictures the README shows: a file's name, the notebook, how its finding begins. */
const SHOWN = [
  { file: "popular-file", notebook: "01-the-patients", begins: "Tuned to the same" },
  { file: "comparison", notebook: "04-the-comparison", begins: "Only the" },
  { file: "choice", notebook: "05-the-choice", begins: "There " },
] as const;

/** A picture for the README. */
export interface ReadmePicture {
  readonly file: string;
  readonly notebook: string;
  readonly finding: string;
  readonly bytes: Uint8Array;
}

/**
 * The README's pictures, out of the notebooks' outputs.
 *
 * @throws `RangeError` where a notebook holds no picture with such a finding.
 */
export function readmePictures(notebooks: Notebooks): ReadmePicture[] {
  return SHOWN.map(({ file, notebook, begins }) => {
    const found = picturesOf(notebooks[notebook]).find(({ finding }) => finding.startsWith(begins));
    if (found === undefined) {
      throw new RangeError(`${notebook}: expected a picture whose finding begins "${begins}"`);
    }
    const bytes = Uint8Array.fromBase64(found.png);
    return { file: `${file}.png`, notebook, finding: found.finding, bytes };
  });
}

const BEGIN = "<!-- written by `deno task picture` -->";
const END = "<!-- until here -->";

function writeSummary(notebooks: Notebooks): string {
  const pictures = readmePictures(notebooks).map(({ file, notebook, finding }) =>
    `![${escapeMarkdown(finding)}](notebooks/pictures/${file})\n\n` +
    `_${escapeMarkdown(finding)}. From [${notebook}](notebooks/${notebook}.ipynb)._`
  );
  const lines = Object.entries(notebooks).flatMap(([name, notebook]) => {
    const figures = headlines(notebook)
      .map(({ label, value }) => `${escapeMarkdown(label)}: **${escapeMarkdown(String(value))}**`);
    return figures.length === 0
      ? []
      : [`- [${name.slice(0, 2)}](notebooks/${name}.ipynb) ${figures.join("; ")}`];
  });
  return [lines.join("\n"), ...pictures].join("\n\n");
}

/**
 * The README with its summary as the notebooks have it now.
 *
 * @throws `SyntaxError` for a README without the two marks between which the summary stands.
 */
export function updateReadme(readme: string, notebooks: Notebooks): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new SyntaxError(`README: expected ${BEGIN} and ${END}`);
  const before = readme.slice(0, from + BEGIN.length);
  return `${before}\n\n${writeSummary(notebooks)}\n\n${readme.slice(to)}`;
}
