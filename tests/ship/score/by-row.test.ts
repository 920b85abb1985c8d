/** Scoring by column against its plain twin: one row after the other, each as text. */
import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import fc from "fast-check";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { writeLine } from "heartbook/ship/score/line.ts";
import { errorsPath, scoreFile } from "heartbook/ship/score/score.ts";
import { parseRow } from "heartbook/schema.ts";
import { learners, makeModelFile } from "../model-file/made.ts";

const [header, ...lines] = (await Deno.readTextFile("data/cleveland.csv")).trimEnd().split("\n");
const columns = header.split(",");

interface Files {
  readonly scored: string;
  readonly errors: string;
}

/** The two files that come of these records. */
function scoreByRow(file: ModelFile, records: readonly (readonly string[])[]): Files {
  let scored = writeLine([...columns, "p", "decision"]);
  const errors = [writeLine(["row", "message", ...columns, "further cells"])];
  records.forEach((record, i) => {
    const where = `row ${i + 1}`;
    try {
      if (record.length !== columns.length) {
        throw new SyntaxError(`${where}: expected 15 cells, got ${record.length}`);
      }
      const raw = Object.fromEntries(columns.map((column, j) => [column, record[j]]));
      const [{ p, decision }] = predictWith(file, [parseRow(file.schema, raw, where)]);
      scored += writeLine([...record, String(p), decision]);
    } catch (error) {
      const cells = columns.map((_, j) => record[j] ?? "");
      const rest = writeLine(record.slice(columns.length)).trimEnd();
      errors.push(writeLine([`${i + 1}`, (error as Error).message, ...cells, rest]));
    }
  });
  return { scored, errors: errors.length === 1 ? "" : errors.join("") };
}

async function score(file: ModelFile, text: string): Promise<Files> {
  const folder = await Deno.makeTempDir();
  try {
    const input = `${folder}/in.csv`, output = `${folder}/out.csv`;
    await Deno.writeTextFile(input, text);
    await scoreFile(file, { input, output });
    return {
      scored: await Deno.readTextFile(output),
      errors: await Deno.readTextFile(errorsPath(output)).catch(() => ""),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const strange = fc.oneof(
  fc.constantFrom("", " ", "?", "-9", "-9.0", "NA", "1e2", "+63", "63.", ".5", "1,5", "=1+1"),
  fc.constantFrom(
    "-3",
    "-x",
    "@a",
    "a\nb",
    "a\r\nb",
    'say "a"',
    "Ünal",
    "𝄞",
    "\uFEFFmale",
    "male ",
  ),
  fc.double({ min: -10, max: 300, noNaN: true }).map(String),
  fc.string({ unit: "grapheme-ascii", maxLength: 5 }),
);
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A patient with some cells changed, some added or lost, some quoted. */
const record = fc.tuple(
  fc.nat(lines.length - 1),
  fc.array(fc.tuple(fc.nat(14), strange), { maxLength: 2 }),
  fc.constantFrom(15, 15, 15, 15, 15, 15, 14, 16, 3),
  fc.array(fc.nat(14), { maxLength: 3 }),
).map(([row, changes, length, quoted]) => {
  const cells = lines[row].split(",");
  for (const [j, text] of changes) cells[j] = text;
  const all = [...cells, ...cells].slice(0, length);
  return all.map((text, j) => /^[^",\r\n]*$/.test(text) && !quoted.includes(j) ? text : quote(text))
    .join(",");
});
const table = fc.tuple(fc.array(record, { maxLength: 12 }), fc.constantFrom("\n", "\r\n", "\n\n"))
  .map(([records, end]) => [header, ...records, ""].join(end));

for (const [name, learner] of Object.entries(learners)) {
  Deno.test(`scoreFile() writes the bytes that row by row come out: ${name}`, async () => {
    const file = await makeModelFile(learner);
    await fc.assert(
      fc.asyncProperty(table, async (text) => {
        const records = parse(text.replaceAll(/^\s*$\n?/gm, "\n")) as string[][];
        assertEquals(await score(file, text), scoreByRow(file, records.slice(1)));
      }),
      { seed: 1, numRuns: name === "logistic" ? 200 : 20 },
    );
  });
}

Deno.test("scoreFile() writes the bytes that row by row come out, where a file is read in pieces", async () => {
  const file = await makeModelFile(learners.logistic);
  const many = Array.from({ length: 10_000 }, (_, i) => {
    const line = lines[(7 * i) % lines.length];
    if (i % 1000 === 3) return line.replace("male", "man");
    return i % 100 === 5 ? line.replace(",male,", ',"male",').replace(/^\d+/, '"a\n""b"""') : line;
  });
  const text = [header, ...many, ""].join("\n");
  assert(text.length > 3 * 2 ** 18);
  const records = parse(text) as string[][];
  assertEquals(await score(file, text), scoreByRow(file, records.slice(1)));
});
