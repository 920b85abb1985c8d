/** `deno lint` on the cells of notebooks. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CellFacts } from "./cell-rules.ts";
import { joinCells, namePlace, type NotebookCode, placeInCells } from "./cell-module.ts";
import { runDeno } from "./run-deno.ts";

/** As far as it is read: https://docs.deno.com/runtime/reference/cli/lint/ with `--json`. */
interface LintReport {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly range: { readonly start: { readonly line: number } };
    readonly message: string;
    readonly code: string;
    readonly hint?: string;
  }[];
  readonly errors: readonly { readonly message: string }[];
}

/** A file that is linted: a whole notebook, or one of its cells by its number. */
interface Linted {
  readonly path: string;
  readonly text: string;
  readonly notebook: NotebookCode;
  readonly cell?: number;
}

const OWN_RULE = /^cells\//;
const FACTS = "cells/facts";

/** What comes of linting. */
export interface LintResult {
  /** One line per finding, with notebook, cell and line. */
  readonly problems: readonly string[];
  /** By notebook, then by cell; a cell that cannot be read has no statements, numbers or texts. */
  readonly facts: readonly (readonly CellFacts[])[];
}

const NO_FACTS: CellFacts = { statements: 0, numbers: [], texts: [] };

/** Names cross cells, so most rules need the whole notebook; ours and the parser need each cell. */
function filesToLint(notebooks: readonly NotebookCode[], folder: string): Linted[] {
  return notebooks.flatMap((notebook, i) => [
    { notebook, text: joinCells(notebook.sources), path: join(folder, `${i}.ts`) },
    ...notebook.sources.map((text, j) => ({
      notebook,
      text,
      path: join(folder, `${i}-${j + 1}.ts`),
      cell: j + 1,
    })),
  ]);
}

/** Files that cannot be read: as errors in the report, or as warnings beside it if only just. */
const SYNTAX_ERROR = /(SyntaxError: .*)\n[^]*?\bat (file:\S+):(\d+):\d+/g;

function readReport(report: LintReport, warnings: string, files: readonly Linted[]): string[] {
  const fileAt = (url: string): Linted | undefined =>
    files.find((file) => pathToFileURL(file.path).href === url);
  const place = ({ notebook, cell }: Linted, line: number): string =>
    namePlace(notebook.name, cell ? { cell, line } : placeInCells(notebook.sources, line));

  const unread = [...report.errors.map((error) => error.message), warnings].join("\n")
    .matchAll(SYNTAX_ERROR)
    .flatMap(([_, message, url, line]) => {
      const file = fileAt(url);
      return file ? [{ file, text: `${place(file, Number(line))}: ${message}` }] : [];
    })
    .toArray();
  const found = report.diagnostics.flatMap(({ filename, range, message, code, hint }) => {
    const file = fileAt(filename);
    if (!file || code === FACTS || OWN_RULE.test(code) !== (file.cell !== undefined)) return [];
    return [`${place(file, range.start.line)}: ${message} (${code})${hint ? `; ${hint}` : ""}`];
  });
  // A cell that cannot be read makes its notebook unreadable too, at a place that misleads.
  const broken = new Set(unread.filter(({ file }) => file.cell).map(({ file }) => file.notebook));
  return [
    ...unread.filter(({ file }) => file.cell || !broken.has(file.notebook)).map(({ text }) => text),
    ...found,
  ];
}

function readFacts(
  report: LintReport,
  files: readonly Linted[],
  notebooks: readonly NotebookCode[],
): CellFacts[][] {
  const found = new Map(
    report.diagnostics.filter(({ code }) => code === FACTS)
      .map(({ filename, message }) => [filename, JSON.parse(message) as CellFacts]),
  );
  return notebooks.map((notebook) =>
    files.filter((file) => file.notebook === notebook && file.cell !== undefined)
      .map(({ path }) => found.get(pathToFileURL(path).href) ?? NO_FACTS)
  );
}

/**
 * What `deno lint` finds in the cells of notebooks with its recommended rules and our
 * {@link cellRules}, and what the rules for whole notebooks need to know of each cell. Errors: an
 * `Error` when the linter itself cannot be run.
 *
 * @example
 * ```ts
 * import { lintCells } from "heartbook/jupyter/lint-cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sources = ["const patients = 303;", "console.log(patients);"];
 * const { problems, facts } = await lintCells([{ name: "a.ipynb", folder: ".", sources }]);
 * assertEquals(problems, []);
 * assertEquals(facts[0][0], { statements: 1, numbers: [303], texts: [] });
 * ```
 */
export async function lintCells(notebooks: readonly NotebookCode[]): Promise<LintResult> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "heartbook-" }));
  try {
    const files = filesToLint(notebooks, folder);
    for (const { path, text } of files) await Deno.writeTextFile(path, text);
    const rules = new URL("./cell-rules.ts", import.meta.url).href;
    // A plugin is a default export to Deno, which the house has none of.
    await Deno.writeTextFile(
      join(folder, "plugin.js"),
      `export { cellRules as default } from ${JSON.stringify(rules)};\n`,
    );
    const config = { lint: { plugins: ["./plugin.js"], rules: { tags: ["recommended"] } } };
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(config));
    const paths = files.map((file) => file.path);
    const { stdout, stderr } = await runDeno(["lint", "--json", ...paths], folder);
    if (stdout === "") throw new Error(`deno lint could not be run: ${stderr}`);
    const report: LintReport = JSON.parse(stdout);
    return {
      problems: readReport(report, stderr, files),
      facts: readFacts(report, files, notebooks),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
