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

async function readTraining(): Promise<FileTraining> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    const many = Array.from({ length: rows }, (_, i) => lines[i % lines.length]);
    await Deno.writeTextFile(path, [header, ...many].join("\n"));
    const table = await readFileTable(path, { schema: patients.schema });
    return { table, heldOut, sample: Int32Array.from(kept) };
  } finally {
    await Deno.remove(path);
  }
}
const file = await readTraining();

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
