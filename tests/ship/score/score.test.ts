import { assert, assertEquals, assertRejects } from "@std/assert";
import { parse } from "@std/csv";
import fc from "fast-check";
import pl from "nodejs-polars";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import {
  errorsPath,
  type ScoreCounts,
  scoreFile,
  type ScoreOptions,
  type ScorePaths,
} from "heartbook/ship/score/score.ts";
import { learners, makeModelFile, patients } from "../model-file/made.ts";

const file = await makeModelFile(learners.logistic);
const names = patients.schema.features.map(({ name }) => name);
const cleveland = await Deno.readTextFile("data/cleveland.csv");
const [header, ...lines] = cleveland.trimEnd().split("\n");
const answers = predictWith(file, patients.rows);

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Result {
  readonly scored: string[][];
  /** No file, no rows. */
  readonly errors: string[][];
  readonly doubts: ScoreCounts["doubts"];
}

const read = async (path: string): Promise<string[][]> =>
  parse(await Deno.readTextFile(path).catch(() => "")) as string[][];

/** What comes out of this input, header rows included. */
async function score(input: string | Uint8Array, options: ScoreOptions = {}): Promise<Result> {
  const result: { value?: Result } = {};
  await inFolder(async (folder) => {
    const paths = { input: `${folder}/in.csv`, output: `${folder}/out.csv` };
    const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
    await Deno.writeFile(paths.input, bytes);
    try {
      const counts = await scoreFile(file, paths, options);
      const [scored, errors] = [await read(paths.output), await read(errorsPath(paths.output))];
      assertEquals(counts.scored, scored.length - 1);
      assertEquals(counts.errors, Math.max(0, errors.length - 1));
      result.value = { scored, errors, doubts: counts.doubts };
    } finally {
      const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
      assertEquals(left.filter((name) => name.endsWith(".part")), []);
      if (!result.value) assertEquals(left, ["in.csv"]);
    }
  });
  return result.value!;
}

const answerOf = (i: number): string[] => [String(answers[i].p), answers[i].decision];

Deno.test("scoreFile() adds probability and decision to each patient, in order", async () => {
  const { scored, errors } = await score(cleveland);
  assertEquals(scored[0], [...header.split(","), "p", "decision"]);
  scored.slice(1).forEach((record, i) => {
    assertEquals(record, [...lines[i].split(","), ...answerOf(i)]);
  });
  assertEquals(scored.length, 304);
  assertEquals(errors, []);
});

Deno.test("scoreFile() answers the same in batches as at once", async () => {
  const many = Array.from({ length: 2500 }, (_, i) => lines[(7 * i) % lines.length]);
  const { scored } = await score(`${header}\n${many.join("\n")}\n`);
  assertEquals(
    scored.slice(1).map((record) => record.slice(-2)),
    many.map((_, i) => answerOf((7 * i) % lines.length)),
  );
});

Deno.test("scoreFile() keeps rows in error with their number, their message and their cells", async () => {
  const broken = [...lines];
  const change = (i: number, from: string, to: string): void => {
    broken[i] = broken[i].replace(from, to);
  };
  change(1, "286", "7.4");
  change(3, "male", "man");
  change(4, "1.4", "1,4");
  change(5, "56", "fifty");
  change(6, ",normal,", ",");
  const { scored, errors } = await score([header, ...broken].join("\n"));
  assertEquals(scored.length, 304 - 5);
  const columns = header.split(",");
  assertEquals(errors[0], ["row", "message", ...columns, "further cells"]);
  assertEquals(errors.slice(1).map(([row, message]) => [row, message]), [
    ["2", 'row 2, column chol: expected 80 to 700 mg/dl, got "7.4"'],
    ["4", 'row 4, column sex: expected "female", "male", got "man"'],
    ["5", "row 5: expected 15 cells, got 16"],
    ["6", 'row 6, column age: expected 18 to 100 years, got "fifty"'],
    ["7", "row 7: expected 15 cells, got 14"],
  ]);
  errors.slice(1).forEach(([row, , ...cells]) => {
    const given = broken[Number(row) - 1].split(",");
    const shown = cells.slice(0, given.length).join(",");
    assertEquals(shown, given.join(","));
  });
});

Deno.test("scoreFile() loses no row, whatever is in it", async () => {
  const cell = fc.oneof(
    fc.constantFrom("", "?", "-9", "NA", "63", "male", '"', '""', "=1+1", "1e999", "a\rb", "a\nb"),
    fc.string({ maxLength: 5 }),
  );
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
  const row = fc.array(quoted, { minLength: 1, maxLength: 20 })
    .filter((cells) => cells.join("") !== '""');
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
      const { scored, errors } = await score(
        [header, lines[0], ...rows.map((cells) => cells.join(",")), lines[1]].join("\n"),
      );
      assertEquals(scored.length + Math.max(1, errors.length), rows.length + 4);
      assertEquals(scored[1].slice(-2), answerOf(0));
      assertEquals(scored.at(-1)!.slice(-2), answerOf(1));
    }),
    { seed: 1, numRuns: 50 },
  );
});

const two = lines.slice(0, 2);
const reorder = (text: string): string => text.split(",").reverse().join(",");

const utf16 = (text: string): Uint8Array =>
  new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);

/** What people's files are like, and yet they are read. */
const TAKEN: readonly [what: string, input: string | Uint8Array][] = [
  ["a byte-order mark", `\uFEFF${header}\n${two.join("\n")}`],
  ["Windows line ends", `${header}\r\n${two.join("\r\n")}\r\n`],
  ["blank lines", `${header}\n\n${two.join("\n\n")}\n\n\n`],
  ["blanks around names", `${header.replaceAll(",", " , ")}\n${two.join("\n")}`],
  ["columns in another order", [header, ...two].map(reorder).join("\n")],
  [
    "no outcome and no id",
    [header, ...two].map((line) => line.split(",").slice(1, -1).join(",")).join("\n"),
  ],
  ["a surplus column", [`note,${header}`, ...two.map((line) => `"a, ""b""",${line}`)].join("\n")],
  ["semicolons", [header, ...two].map((line) => line.replaceAll(",", ";")).join("\n")],
  ["tabs", [header, ...two].map((line) => line.replaceAll(",", "\t")).join("\r\n")],
  ["a line that names the separator", `\uFEFFsep=,\r\n${header}\n${two.join("\n")}`],
  ["UTF-16", utf16(`\uFEFF${[header, ...two].join("\n")}`)],
  ["UTF-16 without its mark", utf16([header, ...two].join("\n"))],
  ["quoted cells", [header, ...two.map((line) => `"${line.replaceAll(",", '","')}"`)].join("\n")],
];

for (const [what, input] of TAKEN) {
  Deno.test(`scoreFile() takes ${what}`, async () => {
    const { scored, errors } = await score(input);
    assertEquals(scored.slice(1).map((record) => record.slice(-2)), [answerOf(0), answerOf(1)]);
    assertEquals(errors, []);
  });
}

for (const missing of ["", "?", "-9", "-9.0", "NA", " "]) {
  Deno.test(`scoreFile() takes "${missing}" for a missing value`, async () => {
    const row = { ...patients.rows[0], chol: null };
    const { scored } = await score(`${header}\n${lines[0].replace(",233,", `,${missing},`)}`);
    const [{ p, decision }] = predictWith(file, [row]);
    assertEquals(scored[1].slice(-2), [String(p), decision]);
  });
}

/** What is refused as a whole, with the reason. */
const REFUSED: readonly [what: string, input: string | Uint8Array, message: string][] = [
  ["an empty file", "", "in.csv: expected a header and rows, got an empty file"],
  [
    "a missing column",
    cleveland.replace("chol", "cholesterol"),
    "column chol is missing; there are id",
  ],
  ["a column twice", cleveland.replace("chol", "age"), 'column "age" stands there twice'],
  ["a column without a name", cleveland.replace("chol", ""), "column 6 has no name"],
  [
    "a column that is to be added",
    cleveland.replace("id,", "p,"),
    "column p: expected no such column",
  ],
  ["a workbook", "PK\x03\x04", "expected CSV or Parquet, got a workbook"],
  ["bytes that are no text", `${header}\n\0`, "in.csv: expected CSV or Parquet, got bytes"],
  [
    "a quote that is never closed",
    `${header},note\n${lines[0]},fine\n${lines[1]},"and so on\n${lines[2]},fine\n`,
    "row 2: a quote is opened and never closed",
  ],
  [
    "a row that does not end",
    `${header}\n"${`${lines[0]}\n`.repeat(250_000)}`,
    "is a quote never closed?",
  ],
];

for (const [what, input, message] of REFUSED) {
  Deno.test(`scoreFile() refuses ${what} and leaves nothing behind`, async () => {
    await assertRejects(() => score(input), SyntaxError, message);
  });
}

Deno.test("scoreFile() reads what is not UTF-8 as Windows-1252, and tells", async () => {
  const noted = (note: string, i: number): string => `${note},${lines[i]}`;
  // Valid UTF-8 first, so that only the last line tells.
  const start = new TextEncoder().encode(`note,${header}\n${noted("é", 0)}\n`);
  const end = Uint8Array.from(noted("\xe9", 1), (char) => char.charCodeAt(0));
  const { scored, doubts } = await score(new Uint8Array([...start, ...end]));
  assertEquals(scored.slice(1).map(([note]) => note), ["Ã©", "é"]);
  assertEquals(scored.slice(1).map((record) => record.slice(-2)), [answerOf(0), answerOf(1)]);
  assertEquals(doubts.map(({ assumed }) => assumed), ["read as Windows-1252 (Latin-1)"]);
});

Deno.test("scoreFile() writes commas and quotes whatever parts the cells of the input", async () => {
  const line = lines[0].replaceAll(",", ";");
  const { scored } = await score(`note;${header.replaceAll(",", ";")}\na, b;${line}\n`);
  assertEquals(scored[1], ["a, b", ...lines[0].split(","), ...answerOf(0)]);
});

Deno.test("scoreFile() writes a header alone where there are no patients", async () => {
  const { scored, errors } = await score(header);
  assertEquals([scored.length, errors], [1, []]);
});

Deno.test("scoreFile() lets no cell through that a spreadsheet would run", async () => {
  const formulas = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "-5", "+5"];
  const text = [`note,${header}`, ...formulas.map((each) => `${each},${lines[0]}`)].join("\n");
  const { scored } = await score(text);
  assertEquals(scored.slice(1).map(([note]) => note), [
    "'=1+1",
    "'+1+1",
    "'-1+1",
    "'@SUM(1)",
    "'\t=1",
    "-5",
    "+5",
  ]);
});

Deno.test("scoreFile() leaves an existing output alone without `overwrite`", async () => {
  await inFolder(async (folder) => {
    const paths = { input: "data/cleveland.csv", output: `${folder}/out.csv` };
    for (const taken of [paths.output, errorsPath(paths.output)]) {
      await Deno.writeTextFile(taken, "mine");
      await assertRejects(() => scoreFile(file, paths), Deno.errors.AlreadyExists, taken);
      assertEquals(await Deno.readTextFile(taken), "mine");
      assertEquals((await Array.fromAsync(Deno.readDir(folder))).length, 1);
      await scoreFile(file, paths, { overwrite: true });
      // No row is in error, and those of an earlier run are not left standing.
      assertEquals((await Array.fromAsync(Deno.readDir(folder))).length, 1);
      await Deno.remove(paths.output);
    }
  });
});

Deno.test("scoreFile() leaves nothing behind when it is stopped", async () => {
  const stop = new AbortController();
  const progress = (): void => stop.abort(new Error("stopped"));
  const many = Array.from({ length: 3000 }, (_, i) => lines[i % lines.length]);
  await assertRejects(
    () => score([header, ...many].join("\n"), { signal: stop.signal, progress }),
    Error,
    "stopped",
  );
});

Deno.test("scoreFile() tells how far it has come, up to the end", async () => {
  const heard: number[][] = [];
  const many = Array.from({ length: 12_000 }, (_, i) => lines[i % lines.length]);
  const text = [header, ...many].join("\n");
  await score(text, { progress: (done, total) => heard.push([done, total]) });
  assert(heard.length > 2);
  assertEquals(heard, heard.toSorted(([a], [b]) => a - b));
  assertEquals(heard.at(-1), [text.length, text.length]);
});

Deno.test("scoreFile() reads Parquet as it reads CSV", async () => {
  await inFolder(async (folder) => {
    const input = `${folder}/patients.parquet`;
    const columns = names.map((name) => pl.Series(name, patients.rows.map((row) => row[name])));
    pl.DataFrame(columns).writeParquet(input);
    const output = `${folder}/out.csv`;
    assertEquals(await scoreFile(file, { input, output }), { scored: 303, errors: 0, doubts: [] });
    const scored = await read(output);
    assertEquals(
      scored.slice(1).map((record) => record.slice(-2)),
      answers.map((_, i) => answerOf(i)),
    );
  });
});

Deno.test("scoreFile() writes strange cells of Parquet as it writes those of CSV", async () => {
  const notes = ["=1+1", "-5", "-x", "a,b", 'say "a"', "x\ny", "Ünal", "", "@a", "plain"];
  const some = lines.slice(0, notes.length);
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const csv = [`note,${header}`, ...some.map((line, i) => `${quote(notes[i])},${line}`)].join("\n");
  await inFolder(async (folder) => {
    const paths = (kind: string): ScorePaths => ({
      input: `${folder}/in.${kind}`,
      output: `${folder}/${kind}.csv`,
    });
    await Deno.writeTextFile(paths("csv").input, csv);
    pl.readCSV(csv, { inferSchemaLength: 0 }).writeParquet(paths("parquet").input);
    for (const kind of ["csv", "parquet"]) await scoreFile(file, paths(kind));
    const written = (kind: string): Promise<string> => Deno.readTextFile(paths(kind).output);
    assertEquals(await written("parquet"), await written("csv"));
  });
});

Deno.test("scoreFile() names a file that is not there, or is no Parquet", async () => {
  await inFolder(async (folder) => {
    const output = `${folder}/out.csv`;
    const scoring = (input: string) => (): Promise<unknown> => scoreFile(file, { input, output });
    await assertRejects(scoring("no/such.csv"), Deno.errors.NotFound, "no/such.csv");
    await assertRejects(scoring("no/such.parquet"), Error, "no/such.parquet");
    const fake = `${folder}/fake.parquet`;
    await Deno.writeTextFile(fake, cleveland);
    await assertRejects(scoring(fake), Error, fake);
  });
});
