/** The doors of the project through which strangers' bytes come in. */
import { parse as parseCsv } from "@std/csv";
import { ROW_NAMES } from "heartbook/data/column-names.ts";
import { toDataset } from "heartbook/data/dataset.ts";
import { inferSchema } from "heartbook/data/infer-schema.ts";
import { parseTable, type TextTable } from "heartbook/data/table.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { decode, encode, request, signingKey } from "heartbook/jupyter/messages.ts";
import { parseNotebook, serialiseNotebook } from "heartbook/jupyter/notebook.ts";
import { type Bytes, encodeMessage, readMessage, ready } from "heartbook/jupyter/zmtp.ts";
import { parseRow } from "heartbook/schema.ts";
import type { ModelContent, ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { parseModelFile } from "heartbook/ship/model-file/read.ts";
import { checkSchema } from "heartbook/ship/model-file/schema.ts";
import { encodeModelFile, sealModelFile } from "heartbook/ship/model-file/write.ts";
import { learners, makeModelFile, some } from "../ship/model-file/made.ts";
import { handlerOf, logisticFile, memoryWatch, patient, posting } from "../ship/serving.ts";
import { changeJson } from "./json-change.ts";
import { promised, refusable, type Target } from "./target.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (input: Uint8Array): string => new TextDecoder().decode(input);

const header = [...heartSchema.features.map(({ name }) => name), heartSchema.outcome.name];
const csvSeeds = [
  "age,ca\n63,\n41,2\n",
  'name,"said, or not"\n"a ""b""","line\nbreak"\n x , y \n',
  "a;b\r\n1;2\r\n",
  `${
    header.join(",")
  }\n63,1,1,145,233,1,2,150,0,2.3,3,0,6,0\n67,1,4,160,286,0,2,108,1,1.5,2,3,3,1\n`,
  "x,group,outcome\n1,a,yes\n2.5,b,no\n?,a,no\n-4,NA,yes\n",
].map(bytes);

/** Whether another reader of CSV sees the same cells, where it takes the text at all. */
function seesTheSame(table: TextTable, text: string): boolean {
  // There a blank line is no row; here it is an empty cell, where there is one column.
  if (table.columns.length === 1) return true;
  let theirs: string[][];
  try {
    theirs = parseCsv(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(/\s+$/, ""));
  } catch {
    return true;
  }
  const [names, ...rows] = theirs;
  // Row names have no name there; here they have one.
  const [first = "", ...others] = names.map((name) => name.trim());
  return [first || ROW_NAMES, ...others].every((name, j) => name === table.columns[j]) &&
    rows.length === table.rows.length &&
    rows.every((row, i) =>
      row.every((cell, j) => cell === (table.rows[i][table.columns[j]] ?? ""))
    );
}

async function readCsv(input: Uint8Array): Promise<void> {
  const text = textOf(input);
  const table = await refusable(() => parseTable(text, "fuzz"));
  if (table === undefined) return;
  promised(
    table.rows.every((row) => table.columns.every((column) => Object.hasOwn(row, column))),
    "each row has each column",
  );
  promised(seesTheSame(table, text), "cells as another reader of CSV sees them");
  await refusable(() => toDataset(table, heartSchema));
}

/** A draft that fits its own table, or a refusal. */
async function draftSchema(input: Uint8Array): Promise<void> {
  const table = await refusable(() => parseTable(textOf(input), "fuzz"));
  const column = table?.columns.at(-1), positive = table?.rows.at(0)?.[column!];
  if (table === undefined || column === undefined || typeof positive !== "string") return;
  const schema = await refusable(() =>
    inferSchema(table, { outcome: { column, positive: positive.trim() } })
  );
  if (schema === undefined) return;
  checkSchema(schema);
  for (const [i, row] of table.rows.entries()) parseRow(schema, row, `row ${i + 1}`);
}

async function readRow(input: Uint8Array): Promise<void> {
  let raw: unknown;
  try {
    raw = JSON.parse(textOf(input));
  } catch {
    raw = { age: textOf(input), chol: input.length, cp: textOf(input.slice(0, 3)) };
  }
  if (typeof raw !== "object" || raw === null) return;
  const row = await refusable(() => parseRow(heartSchema, raw as Record<string, unknown>, "row 1"));
  for (const feature of row === undefined ? [] : heartSchema.features) {
    const cell = row![feature.name];
    if (cell === null) continue;
    promised(
      feature.kind === "category"
        ? feature.levels.includes(cell as string)
        : typeof cell === "number" && cell >= feature.range[0] && cell <= feature.range[1],
      `${feature.name} within its schema, got ${String(cell)}`,
    );
  }
}

const files: readonly ModelFile[] = [
  logisticFile,
  await makeModelFile(learners.tree),
  await makeModelFile(learners.steps),
  await makeModelFile(learners["RBF SVM"]),
  await makeModelFile(learners["naive Bayes"]),
  await makeModelFile(learners.neighbours),
  await makeModelFile(learners.boosting),
];
const written = files.map(encodeModelFile);

function checkAnswers(file: ModelFile): void {
  for (const { p, decision } of predictWith(file, some.rows.slice(0, 8))) {
    promised(p >= 0 && p <= 1, `a probability in [0, 1], got ${p}`);
    promised(["diseased", "healthy", "refer"].includes(decision), `a decision, got ${decision}`);
  }
}

async function readModel(input: Uint8Array): Promise<void> {
  const file = await refusable(() => parseModelFile(input as Uint8Array<ArrayBuffer>));
  if (file === undefined) return;
  const same = written.some((each) => textOf(each) === textOf(input));
  promised(same, "no byte of a model file changed without its being refused");
}

/** A file that somebody has changed with care: its checksum is right. */
async function readForgedModel(input: Uint8Array): Promise<void> {
  const original = files[(input[0] ?? 0) % files.length];
  const { format: _, version: __, contentSha256: ___, ...content } = original;
  const changed = changeJson(content, input) as ModelContent;
  const file = await refusable(() => sealModelFile(changed));
  if (file === undefined) return;
  const read = await parseModelFile(encodeModelFile(file));
  await refusable(() => checkAnswers(read));
}

const handle = handlerOf({ watch: memoryWatch() });
const paths = ["/predict", "/outcomes"];

async function answerBody(input: Uint8Array): Promise<void> {
  for (const path of paths) {
    const response = await handle(posting(path, input as Uint8Array<ArrayBuffer>));
    const told = await response.json();
    promised(
      response.status === 200 || response.status >= 400 && response.status < 500,
      `an answer or a refusal, got ${response.status} from ${path}: ${told.detail}`,
    );
    for (const { probability } of told.answers ?? []) {
      promised(probability >= 0 && probability <= 1, `a probability, got ${probability}`);
    }
  }
}

function stream(from: Uint8Array): Bytes {
  let at = 0;
  return {
    read(into): Promise<number | null> {
      if (at === from.length) return Promise.resolve(null);
      const piece = from.subarray(at, at + Math.min(7, into.length));
      into.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
  };
}

const key = await signingKey("secret");
const frames = await encode(request("execute_request", { code: "1" }), key);

async function readFrames(input: Uint8Array): Promise<void> {
  const from = stream(input);
  await refusable(async () => {
    for (let message = await readMessage(from); message; message = await readMessage(from)) {
      await refusable(() => decode(message!, key));
    }
  });
}

const notebookSeeds = [
  Deno.readFileSync(new URL("../fixtures/notebooks/outputs.ipynb", import.meta.url)),
  bytes(
    '{"cells":[{"cell_type":"code","id":"a","metadata":{},"source":["1\\n","2"],"outputs":[],' +
      '"execution_count":null}],"metadata":{},"nbformat":4,"nbformat_minor":5}',
  ),
];

async function readNotebookFile(input: Uint8Array): Promise<void> {
  for (const text of [textOf(input), changedNotebook(input)]) {
    const notebook = await refusable(() => parseNotebook(text, "fuzz.ipynb"));
    if (notebook === undefined) continue;
    const layout = serialiseNotebook(notebook);
    promised(
      serialiseNotebook(parseNotebook(layout, "fuzz.ipynb")) === layout,
      "written, read and written again it is the same",
    );
  }
}

function changedNotebook(input: Uint8Array): string {
  const seed = notebookSeeds[(input[0] ?? 0) % notebookSeeds.length];
  return JSON.stringify(changeJson(JSON.parse(textOf(seed)), input));
}

const request1 = JSON.stringify({ patients: [patient] });

export const targets: readonly Target[] = [
  { name: "csv", seeds: csvSeeds, words: ["?", "NA", '","', "age", "63"], run: readCsv },
  {
    name: "schema",
    seeds: csvSeeds,
    words: ["yes", "no", "1.5", "-3", "?", "NA", "1e5", " "],
    run: draftSchema,
  },
  {
    name: "row",
    seeds: [bytes(JSON.stringify(patient)), bytes('{"age":"63","cp":4,"thal":"3.0"}')],
    words: ["age", "chol", "male", "4.0", "?", "-9", "6,5", " 63 "],
    run: readRow,
  },
  { name: "model file", seeds: written, words: ["kind", "weights", "-1", "1e9"], run: readModel },
  {
    name: "forged model file",
    seeds: [bytes("0123456789"), bytes("a")],
    words: [],
    run: readForgedModel,
  },
  {
    name: "api",
    seeds: [
      bytes(request1),
      bytes(JSON.stringify({ patients: [{}, patient], reasons: false })),
      bytes(JSON.stringify({ outcomes: [{ id: crypto.randomUUID(), outcome: "yes" }] })),
    ],
    words: ["patients", "reasons", "null", "5.8", "asymptomatic", "chol", "outcomes", '"id":"x"'],
    run: answerBody,
  },
  {
    name: "zmtp",
    seeds: [encodeMessage(frames), ready("DEALER"), Uint8Array.of(1, 1, 7, 0, 2, 8, 9)],
    words: ["<IDS|MSG>", "READY"],
    run: readFrames,
  },
  {
    name: "notebook",
    seeds: notebookSeeds,
    words: ["cells", "source", "outputs", "text/html", "nbformat", "code"],
    run: readNotebookFile,
  },
];
