import { assertEquals, assertThrows } from "@std/assert";
import { hospitalSchema, parseHospital } from "heartbook/heart/hospitals/parse.ts";
import { heartSchema } from "heartbook/heart/heart.ts";

const healthy = "28,1,2,130,132,0,2,185,0,0,?,?,?,0";
const sick = "74,0,4,145,0,-9,1,123,1,-1.3,2,1,7,3";

Deno.test("parseHospital() reads raw codes, and takes ? and -9 and impossible zeros for missing", () => {
  const { patients } = parseHospital(`${healthy}\n${sick}\n`, "two");
  assertEquals(patients.rows, [
    {
      age: 28,
      sex: "male",
      cp: "atypical angina",
      trestbps: 130,
      chol: 132,
      fbs: "no",
      restecg: "LV hypertrophy",
      thalach: 185,
      exang: "no",
      oldpeak: 0,
      slope: null,
      ca: null,
      thal: null,
    },
    {
      age: 74,
      sex: "female",
      cp: "asymptomatic",
      trestbps: 145,
      chol: null,
      fbs: null,
      restecg: "ST-T abnormal",
      thalach: 123,
      exang: "yes",
      oldpeak: -1.3,
      slope: "flat",
      ca: 1,
      thal: "reversible defect",
    },
  ]);
});

Deno.test("parseHospital() takes every grade above 0 for disease", () => {
  const text = [0, 1, 2, 3, 4].map((grade) => healthy.replace(/0$/, String(grade))).join("\n");
  assertEquals(parseHospital(text, "grades").patients.labels, [0, 1, 1, 1, 1]);
});

Deno.test("parseHospital() tells what it took for missing and what it kept", () => {
  const pressure = sick.replace(",145,", ",0,");
  const { patients, findings } = parseHospital([healthy, sick, pressure].join("\n"), "three");
  assertEquals(patients.rows.map(({ trestbps }) => trestbps), [130, 145, null]);
  const told = findings.map(({ column, rows, severity }) => ({ column, rows, severity }));
  assertEquals(told, [
    { column: "chol", rows: [1, 2], severity: "warning" },
    { column: "trestbps", rows: [2], severity: "warning" },
    { column: "oldpeak", rows: [1, 2], severity: "note" },
  ]);
});

Deno.test("parseHospital() takes Windows line ends and a byte-order mark off", () => {
  const { patients } = parseHospital(`\uFEFF${healthy}\r\n${sick}\r\n\r\n`, "two");
  assertEquals(patients.rows.length, 2);
});

Deno.test("parseHospital() refuses an invalid patient, with file, row and column", () => {
  const read = (...lines: string[]) => (): unknown => parseHospital(lines.join("\n"), "file");
  assertThrows(read(""), SyntaxError, "file: expected patients, got an empty file");
  assertThrows(read(healthy, "1,2"), SyntaxError, "file, row 2: expected 14 cells, got 2");
  assertThrows(
    read(healthy, sick.replace(/3$/, "5")),
    RangeError,
    'file, row 2, column disease: expected "yes" or "no", got "5"',
  );
  assertThrows(read(sick.replace(/3$/, "?"), healthy), RangeError, "file, row 1, column disease");
  assertThrows(read(healthy, sick.replace(",4,", ",5,")), RangeError, "file, row 2, column cp");
  assertThrows(read(sick, healthy.replace("185", "18,5")), SyntaxError, "expected 14 cells");
});

Deno.test("parseHospital() refuses a hospital without an outcome class, in one sentence", () => {
  assertThrows(
    () => parseHospital(`${sick}\n${sick}\n`, "file"),
    RangeError,
    "file: expected diseased and healthy patients, got only diseased ones",
  );
});

Deno.test("hospitalSchema differs from Cleveland's in the range of ST depression alone", () => {
  const strip = (schema: typeof heartSchema): unknown =>
    schema.features.map((feature) =>
      feature.name === "oldpeak" ? { ...feature, range: null, about: null } : feature
    );
  assertEquals(strip(hospitalSchema), strip(heartSchema));
});
