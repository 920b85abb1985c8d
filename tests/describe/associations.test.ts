import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Association, associations } from "heartbook/describe/associations.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import type { Dataset, Row } from "heartbook/types.ts";

const described = { label: "", about: "" };

function dataset(rows: readonly Row[], labels: Dataset["labels"]): Dataset {
  return {
    schema: {
      name: "small",
      missing: [],
      outcome: { name: "ill", positive: "yes", negative: "no", ...described },
      features: [
        { kind: "number", name: "x", unit: "", range: [0, 100], ...described },
        { kind: "number", name: "y", unit: "", range: [0, 100], ...described },
        { kind: "category", name: "c", levels: ["u", "v", "w"], ...described },
      ],
    },
    rows,
    labels,
    ids: rows.map((_, i) => String(i)),
  };
}

const small = dataset([
  { x: 1, y: 2, c: "u" },
  { x: 2, y: 1, c: "u" },
  { x: 3, y: 4, c: "v" },
  { x: 4, y: 3, c: "v" },
  { x: null, y: 9, c: "w" },
], [0, 0, 0, 1, 1]);

function find(cells: readonly Association[], a: string, b: string): Association {
  return cells.find((cell) => cell.a === a && cell.b === b)!;
}

Deno.test("associations() by hand, each measure on the rows that record both", () => {
  const cells = associations(small);
  assertEquals(cells.length, 16);
  // Products of deviations: (-1.5)(-.5) + (-.5)(-1.5) + .5 1.5 + 1.5 .5 = 3, of 5 x 5 squares.
  const xy = find(cells, "x", "y");
  assertEquals([xy.measure, xy.n], ["Pearson", 4]);
  assertAlmostEquals(xy.value, 3 / 5, 1e-12);
  // Between: 4 deviations of 1 from 2.5; in all 5.
  const xc = find(cells, "x", "c");
  assertEquals([xc.measure, xc.n], ["correlation ratio", 4]);
  assertAlmostEquals(xc.value, Math.sqrt(4 / 5), 1e-12);
  // Observed² / (row x column) sums: u 2²/(2·3), v 1/(2·3) + 1/(2·2), w 1/(1·2): 19/12, less 1.
  const cIll = find(cells, "c", "ill");
  assertEquals([cIll.measure, cIll.n], ["Cramér's V", 5]);
  assertAlmostEquals(cIll.value, Math.sqrt(7 / 12), 1e-12);
});

Deno.test("associations() are symmetric, 1 with themselves, and within their range", () => {
  const cells = associations(readHeart());
  assertEquals(cells.length, 14 * 14);
  for (const { a, b, value, measure } of cells) {
    if (a === b) assertAlmostEquals(value, 1, 1e-12);
    assertAlmostEquals(find(cells, b, a).value, value, 1e-12);
    assert(value <= 1 + 1e-12 && value >= (measure === "Pearson" ? -1 - 1e-12 : 0));
  }
});

Deno.test("associations() of two yes-or-no categories is |phi|, as is eta of a 0 and 1", () => {
  const patients = readHeart();
  const sexAsNumber = {
    ...patients,
    schema: {
      ...patients.schema,
      features: patients.schema.features.map((feature) =>
        feature.name === "sex"
          ? { kind: "number", name: "sex", unit: "", range: [0, 1], ...described } as const
          : feature
      ),
    },
    rows: patients.rows.map((row) => ({ ...row, sex: row.sex === "male" ? 1 : 0 })),
  };
  assertAlmostEquals(
    find(associations(patients), "sex", "disease").value,
    find(associations(sexAsNumber), "sex", "disease").value,
    1e-12,
  );
});

Deno.test("associations() refuses a column with one value", () => {
  const constant = { ...small, rows: small.rows.map((row) => ({ ...row, c: "u" })) };
  assertThrows(() => associations(constant), RangeError, "column c: expected two different");
});
