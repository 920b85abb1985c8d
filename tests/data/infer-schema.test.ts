import { assertEquals, assertThrows } from "@std/assert";
import { toDataset } from "heartbook/data/dataset.ts";
import { inferSchema } from "heartbook/data/infer-schema.ts";
import { parseTable, readTable } from "heartbook/data/table.ts";

const outcome = { column: "sick", positive: "yes" };
const table = (text: string): ReturnType<typeof parseTable> => parseTable(text, "own.csv");

// By hand.

Deno.test("inferSchema() tells numbers from levels", () => {
  const { features } = inferSchema(
    table("rate,qrs,lead,sick\n70,80.5,V1,no\n90,,V2,yes\n80,99.5,V2,no\n"),
    { outcome },
  );
  assertEquals(features, [
    {
      kind: "number",
      name: "rate",
      label: "rate",
      unit: "",
      range: [60, 100],
      whole: true,
      about: "A number in 3 rows.",
    },
    {
      kind: "number",
      name: "qrs",
      label: "qrs",
      unit: "",
      range: [71, 109],
      about: "A number in 2 rows.",
    },
    {
      kind: "category",
      name: "lead",
      label: "lead",
      levels: ["V2", "V1"],
      about: "One of 2 texts in 3 rows.",
    },
  ]);
});

Deno.test("inferSchema() takes the outcome's other value for not diseased", () => {
  const { outcome: found, id } = inferSchema(table("id,x,sick\na,1,yes\nb,2,maybe\n"), {
    outcome,
    id: "id",
  });
  assertEquals([found.positive, found.negative, id], ["yes", "maybe", "id"]);
});

Deno.test("inferSchema() refuses what it would have to guess", () => {
  const cases = [
    ["x,sick\n1,yes\n2,no\nhigh,no\n", SyntaxError, 'mostly numbers, but also "high"'],
    ["x,sick\n1,yes\n2,no\n1e999,no\n", SyntaxError, 'mostly numbers, but also "1e999"'],
    ["x,sick\n,yes\n?,no\n", RangeError, "column x: expected a recorded value, got none"],
    ["x,sick\n1,yes\n2,yes\n", RangeError, 'one of them "yes", got "yes"'],
    ["x,sick\n1,yes\n2,no\n3,so so\n", RangeError, "expected two values"],
    ["x,ill\n1,yes\n", SyntaxError, "column sick: there is no such column"],
    ["sick\nyes\nno\n", SyntaxError, "no column is left"],
  ] as const;
  for (const [text, kind, message] of cases) {
    assertThrows(() => inferSchema(table(text), { outcome }), kind, message);
  }
  const notes = Array.from({ length: 21 }, (_, i) => `note ${i}x,${i % 2 ? "yes" : "no"}`);
  assertThrows(
    () => inferSchema(table(["x", "sick"].join(",") + "\n" + notes.join("\n")), { outcome }),
    RangeError,
    "got 21 texts",
  );
});

// Law.

Deno.test("a table fits the schema inferred from it, also after a round trip through JSON", () => {
  const cleveland = readTable("data/cleveland.csv");
  const schema = inferSchema(cleveland, {
    outcome: { column: "disease", positive: "yes" },
    id: "id",
  });
  const edited = JSON.parse(JSON.stringify(schema));
  const patients = toDataset(cleveland, edited);
  assertEquals(patients.rows.length, 303);
  assertEquals(patients.labels.filter((label) => label === 1).length, 139);
});

Deno.test("inferSchema() keeps the range of the largest numbers finite", () => {
  const { features: [x] } = inferSchema(table("x,sick\n-1.7e308,yes\n1.7e308,no\n"), { outcome });
  assertEquals(x.kind === "number" && x.range, [-Number.MAX_VALUE, Number.MAX_VALUE]);
});

Deno.test("inferSchema() lists levels by frequency, ties alphabetically", () => {
  const { features: [grade] } = inferSchema(
    table("grade,sick\nc,yes\nb,no\na,no\nc,yes\nb,no\nd,no\nd,no\nd,no\n"),
    { outcome },
  );
  assertEquals(grade.kind === "category" && grade.levels, ["d", "b", "c", "a"]);
});

Deno.test("inferSchema() takes twenty texts for levels", () => {
  const rows = Array.from({ length: 20 }, (_, i) => `level ${i},${i % 2 ? "yes" : "no"}`);
  const { features: [x] } = inferSchema(table(`x,sick\n${rows.join("\n")}\n`), { outcome });
  assertEquals(x.kind === "category" && x.levels.length, 20);
});
