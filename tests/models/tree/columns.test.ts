import { assert, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { type CodedColumn, type TreeColumn, treeColumns } from "heartbook/models/tree/columns.ts";
import { makeAscending, type Ordered, plainAscending } from "heartbook/models/tree/order.ts";
import { seeded } from "heartbook/random.ts";
import { steady } from "../trees.ts";

const column = (values: readonly number[], binned = false): TreeColumn =>
  treeColumns({ values: Float64Array.from(values), rows: values.length, columns: 1 }, {
    binned,
  })[0];

function coded(values: readonly number[], binned = false): CodedColumn {
  const found = column(values, binned);
  if (found.kind !== "coded") throw new Error("expected a coded column");
  return found;
}

Deno.test("treeColumns() codes a column of few values in their order", () => {
  assertEquals(column([3, -1, 3, 0.5]), {
    kind: "coded",
    codes: Uint8Array.of(2, 0, 2, 1),
    low: Float32Array.of(-1, 0.5, 3),
    high: Float32Array.of(-1, 0.5, 3),
  });
});

Deno.test("treeColumns() takes zero and minus zero for one value", () => {
  assertEquals(coded([0, -0, 0, 1]).codes, Uint8Array.of(0, 0, 0, 1));
});

Deno.test("treeColumns() codes 256 values and sorts 257", () => {
  const values = Array.from({ length: 257 }, (_, i) => (i * 100) % 257);
  assertEquals(column(values.map((value) => Math.max(value, 1))).kind, "coded");
  assertEquals(column(values), {
    kind: "sorted",
    order: Int32Array.from(values.keys()).sort((i, j) => values[i] - values[j]),
    values: Float32Array.from({ length: 257 }, (_, i) => i),
  });
});

Deno.test("treeColumns() cuts into 256 even bins from 10,000 rows on, when told to", () => {
  const random = seeded(1);
  const values = Array.from({ length: 10_000 }, () => random.normal());
  assertEquals(column(values).kind, "sorted");
  assertEquals(column(values.slice(1), true).kind, "sorted");
  const bins = coded(values, true);
  const counts = new Int32Array(256);
  values.forEach((value, row) => {
    const code = bins.codes[row];
    counts[code]++;
    assert(bins.low[code] <= Math.fround(value) && Math.fround(value) <= bins.high[code]);
  });
  assert(counts.every((count) => count === 39 || count === 40));
  assert(bins.low.every((low, code) => code === 0 || low > bins.high[code - 1]));
});

Deno.test("treeColumns() keeps equal values in one bin, however many there are", () => {
  const values = Array.from({ length: 10_000 }, (_, i) => i < 5_000 ? 0 : i);
  const bins = coded(values, true);
  assertEquals(new Set(bins.codes.subarray(0, 5_000)).size, 1);
  assertEquals(bins.low.length, 129); // the zeros fill half of the 256 by themselves
});

Deno.test("treeColumns() refuses a number too large for float32", () => {
  const X = { values: Float64Array.of(1, 2, 3, 1e39), rows: 2, columns: 2 };
  assertThrows(() => treeColumns(X), RangeError, "got 1e+39 in row 1, column 1");
});

function compared(values: Float32Array): Ordered {
  const order = Int32Array.from(values.keys()).sort((i, j) => values[i] - values[j] || i - j);
  return { values: Float32Array.from(order, (row) => values[row]), order };
}

Deno.test("makeAscending() orders as a comparing sort does, rows of equal value in row order", () => {
  const cell = fc.oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (cells) => {
      // Minus zero has a place of its own, so it is left out here.
      const values = Float32Array.from(cells, (x) => x === 0 ? 0 : x);
      assertEquals(makeAscending(values.length)(values), compared(values));
      assertEquals(plainAscending(values.length)(values), compared(values));
    }),
    steady,
  );
});

Deno.test("makeAscending() orders many rows as well", () => {
  const random = seeded(2);
  const values = Float32Array.from({ length: 5_000 }, () => random.normal() * 1e3);
  assertEquals(makeAscending(5_000)(values), compared(values));
  assertEquals(plainAscending(5_000)(values), compared(values));
});

Deno.test("makeAscending() still orders after another has ordered more rows", () => {
  const few = makeAscending(5), values = Float32Array.of(3, -1, 3, 0, -2.5);
  assertEquals(few(values), compared(values));
  const many = Float32Array.from({ length: 100_000 }, (_, row) => row % 7 - 3);
  assertEquals(makeAscending(many.length)(many).order[0], 0);
  assertEquals(few(values), compared(values));
});
