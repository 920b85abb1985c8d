/** Notebooks as files: nbformat 4.5, laid out byte for byte as Jupyter lays it out. */

import { basename, dirname, join } from "node:path";

/** Renderings of one value by MIME type. */
export type MimeBundle = Record<string, unknown>;

/** What a cell printed, displayed, returned or died of. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: MimeBundle; metadata: MimeBundle }
  | {
    output_type: "execute_result";
    data: MimeBundle;
    metadata: MimeBundle;
    execution_count: number | null;
  }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** A cell of words. */
export interface TextCell {
  readonly cell_type: "markdown" | "raw";
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: string;
}

/** A cell of code with what it last gave. */
export interface CodeCell {
  readonly cell_type: "code";
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export type Cell = TextCell | CodeCell;

/** A notebook with its texts joined to whole strings. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Jupyter stores long texts as lists of lines. */
const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

const isJson = (mime: string): boolean => /^application\/(json$|.*\+json$)/.test(mime);

const isSplit = (mime: string): boolean =>
  mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml";

function joinBundle(data: Fields): Fields {
  const join = (mime: string, value: unknown): unknown =>
    isLines(value) && !isJson(mime) ? value.join("") : value;
  return Object.fromEntries(Object.entries(data).map(([mime, x]) => [mime, join(mime, x)]));
}

/** Whether it has what its type must have, texts as they are or as lists of lines. */
function isOutput(output: unknown): output is Fields {
  if (!isFields(output)) return false;
  const isText = (value: unknown): boolean => typeof value === "string" || isLines(value);
  switch (output.output_type) {
    case "stream":
      return isText(output.text);
    case "display_data":
    case "execute_result":
      return isFields(output.data);
    case "error":
      return isText(output.ename) && isText(output.evalue) && isLines(output.traceback);
    default:
      return false;
  }
}

function joinOutput(output: Fields): Fields {
  if (isFields(output.data)) return { ...output, data: joinBundle(output.data) };
  return isLines(output.text) ? { ...output, text: output.text.join("") } : output;
}

function parseCell(cell: unknown, where: string): Cell {
  const fail = (expected: string, got: unknown): never => {
    throw new SyntaxError(
      `${where}: expected ${expected}, got ${JSON.stringify(got) ?? "nothing"}`,
    );
  };
  if (!isFields(cell)) return fail("a cell", cell);
  const { cell_type, id, metadata, outputs } = cell;
  if (typeof cell_type !== "string" || !["code", "markdown", "raw"].includes(cell_type)) {
    fail('cell_type "code", "markdown" or "raw"', cell_type);
  }
  if (typeof id !== "string") fail("a text as id", id);
  if (!isFields(metadata)) fail("an object as metadata", metadata);
  const source = isLines(cell.source) ? cell.source.join("") : cell.source;
  if (typeof source !== "string") fail("a text or a list of lines as source", source);
  if (cell_type !== "code") return { ...cell, source } as TextCell;
  if (!Array.isArray(outputs)) return fail("a list as outputs", outputs);
  const odd = outputs.find((output) => !isOutput(output));
  if (odd !== undefined) return fail("an output of nbformat 4", odd);
  return { ...cell, source, outputs: outputs.map(joinOutput) } as unknown as CodeCell;
}

/**
 * The notebook in a file's text.
 *
 * @param name What errors call the file.
 *
 * Errors: `SyntaxError` when the text is not JSON, not a notebook, or not of format 4.5 or a later
 * 4.x; the message names the file and, where one is at fault, the cell, counting every cell from 1.
 */
export function parseNotebook(json: string, name: string): Notebook {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new SyntaxError(`${name}: not JSON, so not a notebook (${(cause as Error).message})`, {
      cause,
    });
  }
  if (!isFields(parsed) || !Array.isArray(parsed.cells) || !isFields(parsed.metadata)) {
    throw new SyntaxError(`${name}: JSON but not a notebook: expected "cells" and "metadata"`);
  }
  const { nbformat, nbformat_minor } = parsed;
  if (nbformat !== 4 || !Number.isInteger(nbformat_minor) || Number(nbformat_minor) < 5) {
    throw new SyntaxError(
      `${name}: expected notebook format 4.5, got ${nbformat}.${nbformat_minor}; ` +
        "saving it once in JupyterLab or VS Code brings it up to date",
    );
  }
  const cells = parsed.cells.map((cell, i) => parseCell(cell, `${name}, cell ${i + 1} of all`));
  return { nbformat, nbformat_minor: Number(nbformat_minor), metadata: parsed.metadata, cells };
}

// deno-lint-ignore no-control-regex -- all that ends a line for Python, which Jupyter is written in
const LINE_END = /(?<=[\n\v\f\x1c-\x1e\x85\u2028\u2029]|\r(?!\n))/;

/** Lines with their ends kept, as Python's `str.splitlines` cuts them. */
const lines = (text: string): string[] => text === "" ? [] : text.split(LINE_END);

function splitOutput(output: Output): Fields {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const split = (mime: string, value: unknown): unknown =>
    typeof value === "string" && isSplit(mime) ? lines(value) : value;
  const data = Object.entries(output.data).map(([mime, value]) => [mime, split(mime, value)]);
  return { ...output, data: Object.fromEntries(data) };
}

function splitCell(cell: Cell): Fields {
  const source = lines(cell.source);
  return cell.cell_type === "code"
    ? { ...cell, source, outputs: cell.outputs.map(splitOutput) }
    : { ...cell, source };
}

/** For `JSON.stringify`: keys in the order in which Jupyter writes them. */
export function sortKeys(_key: string, value: unknown): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}

/**
 * The text of a notebook's file as Jupyter writes it: one space a level, keys sorted, texts cut
 * into lines, a newline at the end. The same notebook gives the same bytes.
 *
 * @example
 * ```ts
 * import { parseNotebook, serialiseNotebook } from "heartbook/jupyter/notebook.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = '{\n "cells": [],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n';
 * assertEquals(serialiseNotebook(parseNotebook(text, "empty.ipynb")), text);
 * ```
 */
export function serialiseNotebook(notebook: Notebook): string {
  return JSON.stringify({ ...notebook, cells: notebook.cells.map(splitCell) }, sortKeys, 1) + "\n";
}

/** Reads a notebook. Errors: those of {@link parseNotebook}, and those of reading a file. */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(path), basename(path));
}

/**
 * Writes a notebook in one step: the file holds the old text or the new one and never half of
 * it, because the text goes to a file beside it that then takes its name.
 */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    await Deno.writeTextFile(beside, serialiseNotebook(notebook));
    await Deno.rename(beside, path);
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}
