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

/** What the section on one's own table shows, where it tells of that. */
const OWN = { file: "own-table", notebook: "10-your-own-table", begins: "The " } as const;

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
  return [...SHOWN, OWN].map(({ file, notebook, begins }) => {
    const found = picturesOf(notebooks[notebook]).find(({ finding }) => finding.startsWith(begins));
    if (found === undefined) {
      throw new RangeError(`${notebook}: expected a picture whose finding begins "${begins}"`);
    }
    const bytes = Uint8Array.fromBase64(found.png);
    return { file: `${file}.png`, notebook, finding: found.finding, bytes };
  });
}

const BEGIN = "<!-- written by `deno task picture` -->";
const OWN_BEGIN = "<!-- written by `deno task picture`, from notebook 10 -->";
const END = "<!-- until here -->";

function writePicture({ file, notebook, finding }: ReadmePicture): string {
  return `![${escapeMarkdown(finding)}](notebooks/pictures/${file})\n\n` +
    `_${escapeMarkdown(finding)}. From [${notebook}](notebooks/${notebook}.ipynb)._`;
}

/** The answer of an analysis, as the notebook prints it. */
function answerIn({ cells }: Notebook): string {
  const texts = cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .flatMap((output) => "data" in output ? [output.data["text/markdown"]] : [])
    .filter((text) => typeof text === "string");
  const answer = texts.find((text) => text.includes("To be read before it is believed"));
  if (answer === undefined) throw new RangeError("expected the answer of an analysis, got none");
  return answer.trim();
}

function writeOwnTable(notebooks: Notebooks): string {
  const picture = readmePictures(notebooks).find(({ file }) => file === `${OWN.file}.png`)!;
  return `> ${answerIn(notebooks[OWN.notebook])}\n\n${writePicture(picture)}`;
}

function writeSummary(notebooks: Notebooks): string {
  const pictures = readmePictures(notebooks).filter(({ notebook }) => notebook !== OWN.notebook)
    .map(writePicture);
  const lines = Object.entries(notebooks).flatMap(([name, notebook]) => {
    const figures = headlines(notebook)
      .map(({ label, value }) => `${escapeMarkdown(label)}: **${escapeMarkdown(String(value))}**`);
    return figures.length === 0
      ? []
      : [`- [${name.slice(0, 2)}](notebooks/${name}.ipynb) ${figures.join("; ")}`];
  });
  return [lines.join("\n"), ...pictures].join("\n\n");
}

/** A text with what stands between a mark and the next {@link END} replaced. */
function fill(text: string, begin: string, content: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(END, from);
  if (from < 0 || to < 0) throw new SyntaxError(`README: expected ${begin} and ${END}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/**
 * The README with its summary, and with the answer on one's own table, as the notebooks have them
 * now.
 *
 * @throws `SyntaxError` for a README without the marks between which they stand; `RangeError` for a
 * notebook without them.
 */
export function updateReadme(readme: string, notebooks: Notebooks): string {
  return fill(fill(readme, OWN_BEGIN, writeOwnTable(notebooks)), BEGIN, writeSummary(notebooks));
}
