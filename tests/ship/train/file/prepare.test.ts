import { assertAlmostEquals, assertEquals } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import {
  countTraining,
  type FileTraining,
  fitFileColumns,
  prepareFile,
} from "heartbook/ship/train/file/prepare.ts";
import { readFileTable } from "heartbook/ship/train/file/table.ts";

const patients = readHeart();
const [header, ...lines] = (await Deno.readTextFile("data/cleveland.csv")).trimEnd().split("\n");

/** Two stretches and a bit of patients over and over, every seventh of them held out. */
const rows = 9000;
const heldOut = Uint8Array.from({ length: rows }, (_, i) => Number(i % 7 === 0));
const kept = Array.from({ length: rows }, (_, i) => i).filter((i) => heldOut[i] === 0);
const training = takeRows(patients, kept.map((i) => i % lines.length));

async function readTraining(rows: number, heldOut: Uint8Array): Promise<FileTraining> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    const many = Array.from({ length: rows }, (_, i) => lines[i % lines.length]);
    await Deno.writeTextFile(path, [header, ...many].join("\n"));
    const table = await readFileTable(path, { schema: patients.schema });
    const sample = Int32Array.from(heldOut.keys()).filter((row) => heldOut[row] === 0);
    return { table, heldOut, sample };
  } finally {
    await Deno.remove(path);
  }
}
const file = await readTraining(rows, heldOut);

Deno.test("fitFileColumns() learns what the training rows in memory give, of a file in stretches", () => {
  assertEquals(countTraining(file), kept.length);
  for (const numbers of ["standardised", "raw"] as const) {
    const settings = { numbers, levels: "reference" } as const;
    const { columns } = fitFileColumns(file, settings);
    const expected = fitPreprocessor(training, settings).columns;
    assertEquals(columns.map(({ feature, fill }) => [feature, fill]), [
      ...expected.map(({ feature, fill }) => [feature, fill]),
    ]);
    columns.forEach(({ mean, scale }, j) => {
      assertAlmostEquals(mean, expected[j].mean, 1e-6);
      assertAlmostEquals(scale, expected[j].scale, 1e-6);
    });
  }
});

Deno.test("fitFileColumns() learns from all blocks of a long file, from the first and the last row of each", async () => {
  const rows = 2 ** 16 + 300;
  const everybody = new Uint8Array(rows);
  const whole = await readTraining(rows, everybody);
  const settings = { numbers: "standardised", levels: "reference" } as const;
  const { columns } = fitFileColumns(whole, settings);
  const all = takeRows(patients, Array.from(everybody, (_, i) => i % lines.length));
  fitPreprocessor(all, settings).columns.forEach(({ feature, fill, mean, scale }, j) => {
    assertEquals([columns[j].feature, columns[j].fill], [feature, fill]);
    assertAlmostEquals(columns[j].mean, mean, 1e-6);
    assertAlmostEquals(columns[j].scale, scale, 1e-6);
  });
  const { columns: without } = fitFileColumns(
    { ...whole, heldOut: everybody.with(0, 1).with(2 ** 16 - 1, 1).with(2 ** 16, 1) },
    settings,
  );
  assertEquals(without[0].mean === columns[0].mean, false);
});

Deno.test("prepareFile() gives each training row once, in order, with its outcome", () => {
  const preprocessor = fitFileColumns(file, { numbers: "standardised", levels: "all" });
  const whole = prepare(preprocessor, training.rows);
  let done = 0;
  for (const { from, X, y } of prepareFile(file, preprocessor)) {
    assertEquals([from, X.columns, y.length], [done, whole.columns, X.rows]);
    assertEquals([...y], training.labels.slice(from, from + X.rows));
    const expected = whole.values.slice(from * X.columns, (from + X.rows) * X.columns);
    expected.forEach((value, cell) => assertAlmostEquals(X.values[cell], value, 1e-5));
    done += X.rows;
  }
  assertEquals(done, kept.length);
});
