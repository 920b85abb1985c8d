import { assertEquals, assertThrows } from "@std/assert";
import { readDataset, takeFeatures, takeRows, toDataset } from "heartbook/data/dataset.ts";
import { heartSchema, readHeart } from "heartbook/heart/heart.ts";
import { parseTable, readTable } from "heartbook/data/table.ts";
import type { Dataset } from "heartbook/types.ts";

const HEADER =
  "id,age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,disease";
const PATIENT =
  "1,63,male,typical angina,145,233,yes,LV hypertrophy,150,no,2.3,downsloping,0,fixed defect,no";

function read(text: string, ignore: readonly string[] = []): Dataset {
  return toDataset(parseTable(text, "own.csv"), heartSchema, { ignore });
}

function readChanged(cell: string, to: string): Dataset {
  return read(`${HEADER}\n${PATIENT}\n${PATIENT.replace("1,", "2,").replace(cell, to)}\n`);
}

async function withFile(bytes: Uint8Array, use: (path: string) => void): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeFile(path, bytes);
    use(path);
  } finally {
    await Deno.remove(path);
  }
}

const expected = read(`${HEADER}\n${PATIENT}\n`);

Deno.test("toDataset() takes a byte-order mark, Windows line ends and blank lines at the end", () => {
  assertEquals(read(`\uFEFF${HEADER}\r\n${PATIENT}\r\n\r\n\r\n`), expected);
});

Deno.test("toDataset() takes columns in another order and quoted cells", () => {
  const header = HEADER.split(",").toReversed().join(",");
  const cells = PATIENT.split(",").toReversed().map((cell) => `"${cell}"`).join(",");
  assertEquals(read(`${header}\n${cells}`), expected);
});

Deno.test("toDataset() takes UCI's codes for levels", () => {
  const coded = "1,63,1.0,1,145,233,1,2,150,0,2.3,3.0,0,6.0,no";
  assertEquals(read(`${HEADER}\n${coded}`), expected);
});

for (const missing of ["", "?", "-9", "NA", " "]) {
  Deno.test(`toDataset() reads the cell "${missing}" as missing`, () => {
    assertEquals(readChanged("233", missing).rows[1].chol, null);
    assertEquals(readChanged("fixed defect", missing).rows[1].thal, null);
  });
}

const refused: readonly [what: string, cell: string, to: string, message: string][] = [
  ["a value below its range", "233", "0", 'row 2, column chol: expected 80 to 700 mg/dl, got "0"'],
  ["a value above its range", ",63,", ",130,", "row 2, column age: expected 18 to 100 years"],
  ["a fraction of a vessel", ",0,fixed", ",0.5,fixed", "a whole number from 0 to 3"],
  ["the popular edition's code for missing", ",0,fixed", ",4,fixed", "row 2, column ca"],
  ["a level that is unknown", "typical angina", "tipical", 'expected "typical angina", "atypical'],
  ["a level in another case", "male", "Male", 'column sex: expected "female", "male", got "Male"'],
  [
    "text for a number",
    "145",
    "high",
    'row 2, column trestbps: expected 60 to 260 mm Hg, got "high"',
  ],
  ["a decimal comma", "2.3", '"2,3"', "a decimal comma? write a point"],
  ["a formula", "145", "=B1*2", "row 2, column trestbps"],
  ["infinity", "145", "1e999", "row 2, column trestbps"],
  [
    "an outcome that is missing",
    "defect,no",
    "defect,",
    'row 2, column disease: expected "yes" or "no"',
  ],
  [
    "an outcome that is a number",
    "defect,no",
    "defect,1",
    'column disease: expected "yes" or "no", got "1"',
  ],
];
for (const [what, cell, to, message] of refused) {
  Deno.test(`toDataset() refuses ${what}, naming file, row and column`, () => {
    const error = assertThrows(() => readChanged(cell, to), Error, message) as Error;
    assertEquals(error.message.startsWith("own.csv, row 2, column "), true);
  });
}

Deno.test("toDataset() refuses a missing, an unknown, a repeated and an unnamed column", () => {
  const without = HEADER.replace(",chol", ",cholesterol");
  assertThrows(
    () => read(`${without}\n${PATIENT}`),
    SyntaxError,
    "own.csv: column chol is missing; not known: cholesterol",
  );
  const extra = `${HEADER},smoker\n${PATIENT},yes`;
  assertThrows(() => read(extra), SyntaxError, "column smoker is not in the schema");
  assertEquals(read(extra, ["smoker"]), expected);
  assertThrows(() => read(`${HEADER},age\n${PATIENT},63`), SyntaxError, '"age" stands there twice');
  assertThrows(() => read(`${HEADER},\n${PATIENT},63`), SyntaxError, "column 16 has no name");
});

Deno.test("toDataset() refuses rows that are longer or shorter than the header", () => {
  assertThrows(
    () => read(`${HEADER}\n${PATIENT}\n${PATIENT},1`),
    SyntaxError,
    "own.csv, row 2: expected 15 cells, got 16",
  );
  assertThrows(() => read(`${HEADER}\n2,63\n${PATIENT}`), SyntaxError, "row 1: expected 15 cells");
});

Deno.test("toDataset() refuses an empty file, a header alone, an open quote and repeated ids", () => {
  assertThrows(() => read(""), SyntaxError, "own.csv: expected a header and rows");
  assertThrows(() => read("\n \n"), SyntaxError, "got an empty file");
  assertThrows(() => read(`${HEADER}\n`), SyntaxError, "has a header but no rows");
  assertThrows(() => read(`${HEADER}\n"${PATIENT}`), SyntaxError, "a quote is opened");
  assertThrows(
    () => read(`${HEADER}\n${PATIENT}\n${PATIENT}`),
    RangeError,
    'row 2, column id: expected a name of its own, got "1", which row 1 has',
  );
});

Deno.test("readTable() names a file that does not exist, is UTF-16, or is not text", async () => {
  assertThrows(
    () => readTable("nowhere.csv"),
    Deno.errors.NotFound,
    "nowhere.csv: there is no such",
  );
  await withFile(Uint8Array.of(0xff, 0xfe, 0x61, 0x00), (path) => {
    assertThrows(() => readTable(path), SyntaxError, "got UTF-16; save it again as UTF-8");
  });
  await withFile(Uint8Array.of(0x61, 0xe9, 0x0a), (path) => {
    assertThrows(() => readDataset(path, heartSchema), SyntaxError, "not UTF-8");
  });
});

Deno.test("takeRows() keeps rows, labels and ids together and refuses a row out of range", () => {
  const patients = readHeart();
  const [last, first] = [302, 0];
  const taken = takeRows(patients, [last, first]);
  assertEquals(taken.ids, ["303", "1"]);
  assertEquals(taken.rows[1], patients.rows[0]);
  assertEquals(taken.labels, [patients.labels[302], patients.labels[0]]);
  assertThrows(() => takeRows(patients, [303]), RangeError, "row 303: expected 0 to 302");
  assertThrows(() => takeRows(patients, [-1]), RangeError, "row -1");
  assertEquals(takeRows(patients, []).rows, []);
});

Deno.test("takeFeatures() keeps the named features of everybody, and outcomes and ids", () => {
  const patients = takeRows(readHeart(), [0, 1]);
  const features = patients.schema.features.filter(({ name }) => ["sex", "age"].includes(name));
  const taken = takeFeatures(patients, { ...patients.schema, features });
  assertEquals(taken.rows, [{ age: 63, sex: "male" }, { age: 67, sex: "male" }]);
  assertEquals([taken.labels, taken.ids], [patients.labels, patients.ids]);
  assertEquals(taken.schema.features.length, 2);
});

Deno.test("toDataset() numbers the rows from 1 where there is no column of ids", () => {
  const text = [HEADER, PATIENT, PATIENT].map((line) => line.slice(line.indexOf(",") + 1));
  assertEquals(read(text.join("\n")).ids, ["1", "2"]);
  assertThrows(
    () => read(`${HEADER}\n${PATIENT}\n${PATIENT.slice(1)}`),
    RangeError,
    "own.csv, row 2, column id: expected a name of its own, got nothing",
  );
});
