import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { OutcomeRule } from "heartbook/data/draft/outcome.ts";
import { parseCell, parseLabel } from "heartbook/schema.ts";
import { cellText } from "heartbook/data/parquet.ts";
import { columnReader, labelReader } from "heartbook/data/cells/column.ts";
import type { CellBatch } from "heartbook/data/cells/batch.ts";
import type { Feature } from "heartbook/types.ts";

const number = { kind: "number", label: "", about: "", unit: "mg/dl" } as const;
const features: readonly Feature[] = [
  { ...number, name: "plain", range: [-10, 500] },
  { ...number, name: "whole", range: [0, 5], whole: true, missing: ["-9", "99"] },
  { ...number, name: "coded", range: [0, 10], codes: { "<5": 5, "7": 1, "x": 2 } },
  { ...number, name: "comma", range: [-10, 500], decimal: "," },
  { ...number, name: "day", range: [0, 4000], since: "2019-04-01" },
  {
    ...{ kind: "category", label: "", about: "", name: "level" },
    levels: ["no", "yes", "höher", "3"],
    codes: { "1": "yes", "0": "no", "maybe": "no" },
    missing: ["2"],
  },
];
const missing = ["?", "NA", "-9.50"];

/** One column of these cells. */
function batchOf(cells: readonly string[]): CellBatch {
  const parts = cells.map((cell) => new TextEncoder().encode(cell));
  const ends: number[] = [];
  for (const { length } of parts) ends.push((ends.at(-1) ?? 0) + length);
  return {
    bytes: new Uint8Array(parts.flatMap((part) => [...part])),
    first: 10,
    rows: cells.length,
    columns: 1,
    starts: Int32Array.from(ends, (end, i) => end - parts[i].length),
    ends: Int32Array.from(ends),
    plain: new Uint8Array(cells.length),
    odd: new Map(),
  };
}

const text = fc.oneof(
  fc.constantFrom(
    ...["", " ", "?", "NA", "-9", "-9.0", "-9.5", "99", "099", "7", "7.0", "<5", "x", "X", "0x3"],
    ...["1", "01", "1.0", " yes", "yes ", "YES", "höher", "3", "3.0", "2", "2.00", "maybe", "no"],
    ...["2019-04-01", "1.4.2020", "2023-02-29", "1e2", "1E+2", "+4", ".5", "5.", "1,5", "1,5,2"],
    ...["1.5.2", "-0", "inf", "NaN", "500", "500.0001", "-10", "0.12345678901234567", "\uFEFF4"],
  ),
  fc.double({ min: -20, max: 600, noNaN: true }).map(String),
  fc.integer({ min: -20, max: 600 }).map(String),
  fc.string({ maxLength: 8 }),
  fc.string({ minLength: 60, maxLength: 80 }),
);

for (const feature of features) {
  Deno.test(`columnReader() takes and refuses what parseCell() does: ${feature.name}`, () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (cells) => {
        const values = new Float64Array(cells.length), refused = new Map<number, string>();
        columnReader(feature, missing)(batchOf(cells), { column: 0, values, refused });
        cells.forEach((cell, i) => {
          let expected: unknown;
          try {
            expected = parseCell(feature, cell, { missing, where: `row ${11 + i}` }) ?? NaN;
          } catch (error) {
            expected = (error as Error).message;
          }
          const got = feature.kind === "category" && !Number.isNaN(values[i])
            ? feature.levels[values[i]]
            : values[i];
          assertEquals(refused.get(i) ?? got, expected);
        });
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
}

for (const feature of features) {
  Deno.test(`columnReader() takes cells as Parquet has them like their texts: ${feature.name}`, () => {
    const given = fc.oneof(
      text,
      fc.double({ min: -20, max: 600 }),
      fc.integer({ min: -20, max: 600 }),
      fc.bigInt({ min: -20n, max: 600n }),
      fc.constantFrom(null, undefined, NaN, Infinity, -9, 99, 7, new Date(0)),
    );
    fc.assert(
      fc.property(fc.array(given, { minLength: 1, maxLength: 30 }), (cells) => {
        const read = (batch: CellBatch): unknown => {
          const values = new Float64Array(cells.length), refused = new Map<number, string>();
          columnReader(feature, missing)(batch, { column: 0, values, refused });
          return { values, refused: [...refused] };
        };
        const batch = batchOf(cells.map((cell) => cellText(cell) ?? ""));
        assertEquals(read({ ...batch, given: [cells] }), read(batch));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
}

Deno.test("columnReader() reads more different texts than it remembers", () => {
  const [feature] = features;
  const cells = Array.from({ length: 2000 }, (_, i) => ` ${i % 500} `);
  const values = new Float64Array(cells.length), refused = new Map<number, string>();
  columnReader(feature, missing)(batchOf(cells), { column: 0, values, refused });
  assertEquals([...values], cells.map(Number));
});

Deno.test("columnReader() passes over records that are refused already", () => {
  const refused = new Map([[1, "before"]]);
  const values = new Float64Array(3);
  columnReader(features[0], [])(batchOf(["1", "x", "2"]), { column: 0, values, refused });
  assertEquals([...refused], [[1, "before"]]);
});

Deno.test("labelReader() takes and refuses what parseLabel() does, from bytes and from given cells", () => {
  const schema = {
    ...{ name: "small", missing: [], features: [] },
    outcome: { name: "ill", positive: "yes", negative: "no", label: "", about: "" },
  };
  const cells = ["yes", "no", "", "maybe", "yes"];
  const batch = batchOf(cells);
  for (const each of [batch, { ...batch, given: [cells] }]) {
    const values = new Float64Array(5).fill(9), refused = new Map([[4, "before"]]);
    labelReader(schema)(each, { column: 0, values, refused });
    assertEquals([...values], [1, 0, 9, 9, 9]);
    assertEquals([...refused.keys()].sort(), [2, 3, 4]);
    for (const i of [2, 3]) {
      let expected = "";
      try {
        parseLabel(schema, cells[i], `row ${11 + i}`);
      } catch (error) {
        expected = (error as Error).message;
      }
      assertEquals(refused.get(i), expected);
    }
  }
});

Deno.test("labelReader() reads an outcome by the rule of a draft, and gives NaN where none is recorded", () => {
  const schema = {
    ...{ name: "small", missing: ["?"], features: [] },
    outcome: { name: "died", positive: "died", negative: "not died", label: "", about: "" },
  };
  const read = (rule: OutcomeRule, cells: readonly string[]): [number[], [number, string][]] => {
    const values = new Float64Array(cells.length).fill(9), refused = new Map<number, string>();
    labelReader(schema, rule)(batchOf(cells), { column: 0, values, refused });
    return [[...values], [...refused]];
  };
  const rule = { positive: ["ja", "Ja"], negative: ["nein"] };
  assertEquals(read(rule, ["Ja", " ja ", "nein", "", "?", "JA"]), [
    [1, 1, 0, NaN, NaN, 9],
    [[5, 'row 16, column died: expected "ja", "Ja", "nein", got "JA"']],
  ]);
  assertEquals(read({ above: 2 }, ["2", "2,5", "3e0", "?", "many"]), [
    [0, 1, 1, NaN, 9],
    [[4, 'row 15, column died: expected a number, got "many"']],
  ]);
});
