import { assertEquals, assertThrows } from "@std/assert";
import { pickDerived } from "heartbook/heart/derived.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { prepareColumns } from "heartbook/prepare/by-column.ts";
import type { FeatureColumns } from "heartbook/prepare/by-column/table.ts";
import { fitPreprocessor, type Preparation, prepare } from "heartbook/prepare/preprocessor.ts";

const patients = readHeart();
const { features } = patients.schema;

/** Every other of the patients, by column. */
const table: FeatureColumns = {
  features,
  values: features.map((feature) =>
    Float64Array.from(patients.rows, (row) => {
      const cell = row[feature.name];
      if (cell === null) return NaN;
      return feature.kind === "category" ? feature.levels.indexOf(cell as string) : cell as number;
    })
  ),
  rows: Int32Array.from({ length: 151 }, (_, i) => 302 - 2 * i),
};

const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  "standardised, all levels": { numbers: "standardised", levels: "all" },
  "raw, against a reference": { numbers: "raw", levels: "reference" },
  "with steps": {
    numbers: "standardised",
    levels: "all",
    steps: [
      { kind: "derive", features: pickDerived(["heart_rate_reached"]) },
      { kind: "impute-neighbours", k: 3 },
    ],
  },
};

for (const [name, preparation] of Object.entries(PREPARATIONS)) {
  Deno.test(`prepareColumns() makes the numbers that prepare() makes of rows: ${name}`, () => {
    const preprocessor = fitPreprocessor(patients, preparation);
    const rows = Array.from(table.rows, (row) => patients.rows[row]);
    assertEquals(prepareColumns(preprocessor, table), prepare(preprocessor, rows));
  });
}

Deno.test("prepareColumns() refuses in the words of prepare()", () => {
  const preprocessor = fitPreprocessor(patients, { numbers: "raw", levels: "all" });
  const [age, sex] = features;
  const only = (changed: Partial<FeatureColumns>) => (): unknown =>
    prepareColumns(preprocessor, { ...table, ...changed });
  assertThrows(only({ features: [age] }), TypeError, "row 1: expected a column sex, got none");
  assertThrows(
    only({
      features: [{ ...sex, name: "age" } as typeof sex],
      values: [table.values[1]],
      rows: Int32Array.of(1),
    }),
    TypeError,
    "row 1, column age: expected a number or null, got male",
  );
  const values = [new Float64Array(303).fill(1e39), ...table.values.slice(1)];
  assertThrows(only({ values }), RangeError, "row 1, column age: expected a number between");
});
