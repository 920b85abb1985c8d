import { assertEquals, assertStrictEquals } from "@std/assert";
import * as fc from "fast-check";
import { rememberPart, risingPlaces, tableOf } from "heartbook/data/cell-columns.ts";
import type { Row } from "heartbook/types.ts";

Deno.test("risingPlaces() sorts as a comparison of each pair does, equal ones in their order", () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
    fc.constantFrom(-0, 0, NaN, 1e300, -1e300),
    fc.double({ noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
      const values = Float64Array.from(cells);
      const plain = [...values.keys()].filter((i) => !Number.isNaN(values[i]))
        .toSorted((a, b) => values[a] - values[b]);
      assertEquals([...risingPlaces(values)], plain);
    }),
    { seed: 3, numRuns: 500 },
  );
});

const rows = [
  { x: 3, c: "b", none: null, mixed: 1, odd: 1 },
  { x: null, c: "a", none: null, mixed: "a", odd: NaN },
  { x: -1, c: null, none: null, mixed: null, odd: 2 },
  { x: 3, c: "b", none: null, mixed: null, odd: 3 },
] as const;

Deno.test("tableOf() reads a column as numbers, or as places among its texts in order", () => {
  const { places, counts, column } = tableOf(rows);
  assertEquals([[...places], [...counts()]], [[0, 1, 2, 3], [1, 1, 1, 1]]);
  const { kind, levels, values, rising } = column("x")!;
  assertEquals([kind, levels, [...values]], ["number", [], [3, NaN, -1, 3]]);
  assertEquals([...rising()], [2, 0, 3]);
  const texts = column("c")!;
  assertEquals([texts.kind, texts.levels], ["category", ["b", "a"]]);
  assertEquals([...texts.values], [0, 1, NaN, 0]);
  const nothing = column("none")!;
  assertEquals([nothing.kind, [...nothing.values]], [undefined, [NaN, NaN, NaN, NaN]]);
});

Deno.test("tableOf() has no column of numbers and texts, nor of what cannot be computed with", () => {
  const { column } = tableOf(rows);
  for (const name of ["mixed", "odd", "absent"]) assertEquals(column(name), undefined, name);
  const turned = tableOf(rows.toReversed());
  assertEquals(turned.column("mixed"), undefined);
});

Deno.test("tableOf() reads each column once, for the table and all that is taken out of it", () => {
  const whole: Row[] = rows.map((row) => ({ ...row }));
  const part = [whole[3], whole[1], whole[3]], other = [whole[0]];
  rememberPart(part, { of: whole, rows: [3, 1, 3] });
  rememberPart(other, { of: whole, rows: [0] });
  const { places, counts, column } = tableOf(part);
  assertEquals([[...places], [...counts()]], [[3, 1, 3], [0, 1, 0, 2]]);
  assertStrictEquals(column("x"), column("x"));
  assertStrictEquals(tableOf(other).column("x"), column("x"));
  assertStrictEquals(tableOf(whole).column("x"), column("x"));
  assertStrictEquals(column("x")!.rising(), column("x")!.rising());
  assertStrictEquals(counts(), counts());
});

Deno.test("tableOf() sees a part of a part as a part of the whole", () => {
  const whole: Row[] = rows.map((row) => ({ ...row }));
  const part = [whole[3], whole[1]], smaller = [whole[1], whole[1]];
  rememberPart(part, { of: whole, rows: [3, 1] });
  rememberPart(smaller, { of: part, rows: [1, 1] });
  const { places, counts, column } = tableOf(smaller);
  assertEquals([[...places], [...counts()]], [[1, 1], [0, 2, 0, 0]]);
  assertStrictEquals(column("c"), tableOf(whole).column("c"));
});
