import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { searchAmong } from "heartbook/models/neighbours/search.ts";
import { siftWithVectors } from "heartbook/models/neighbours/sift.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";

function matrix(rows: number, columns: number, cell: (i: number) => number): Matrix {
  return {
    values: Float64Array.from({ length: rows * columns }, (_, i) => cell(i)),
    rows,
    columns,
  };
}

function row({ values, columns }: Matrix, i: number): number[] {
  return Array.from(values.subarray(i * columns, (i + 1) * columns));
}

function assertNearest(among: Matrix, queries: Matrix, k: number): void {
  // Both scans, whatever the number of rows.
  const [{ rows, squares }, exact] = [0, Infinity].map((siftFrom) =>
    searchAmong(among, { siftFrom })(queries, k)
  );
  assertEquals(rows, exact.rows);
  assertEquals(squares, exact.squares);
  for (let query = 0; query < queries.rows; query++) {
    const q = row(queries, query);
    const all = Array.from(
      { length: among.rows },
      (_, i) => row(among, i).reduce((sum, cell, j) => sum + (cell - q[j]) ** 2, 0),
    );
    const sorted = Array.from(all.keys()).sort((a, b) => all[a] - all[b] || a - b).slice(0, k);
    const places = [query * k, (query + 1) * k] as const;
    assertEquals(Array.from(rows.subarray(...places)), sorted);
    assertEquals(Array.from(squares.subarray(...places)), sorted.map((i) => all[i]));
  }
}

// By hand.

Deno.test("searchAmong() lists the k nearest, nearest first", () => {
  const among = matrix(4, 1, (i) => [9, 4, 6, 5][i]);
  const { rows, squares } = searchAmong(among)(matrix(1, 1, () => 5), 3);
  assertEquals(rows, Int32Array.of(3, 1, 2));
  assertEquals(squares, Float64Array.of(0, 1, 1));
});

Deno.test("searchAmong() refuses distances beyond the largest number", () => {
  const search = searchAmong(matrix(2, 1, (i) => i));
  assertThrows(() => search(matrix(1, 1, () => 1e200), 1), RangeError, "row 0");
});

// Oracle: sort all distances. Where there are many, single precision takes the first look.

Deno.test("searchAmong() equals sorting, ties by row order, from one row to thousands", () => {
  const { normal, integer } = seeded(1);
  for (const rows of [1, 31, 32, 33, 999, 1000, 1001, 1024, 1040, 3000]) {
    for (const cell of [normal, () => integer(4)]) {
      for (const k of new Set([1, Math.min(rows, 40)])) {
        assertNearest(matrix(rows, 5, cell), matrix(7, 5, cell), k);
      }
    }
  }
});

Deno.test("searchAmong() equals sorting where single precision cannot tell rows apart", () => {
  const { normal } = seeded(2);
  const offsets = [0, 1e-300, 1, 1e8, 1e150], scales = [1e-160, 1e-8, 1, 1e12];
  for (const offset of offsets) {
    for (const scale of scales) {
      const cell = (): number => offset + scale * normal();
      assertNearest(matrix(1100, 3, cell), matrix(3, 3, cell), 10);
    }
  }
});

Deno.test("searchAmong() equals sorting beside an outlier and for a query far from all", () => {
  const { normal } = seeded(3);
  const among = matrix(1200, 2, (i) => i === 1000 ? 1e9 : normal());
  assertNearest(among, matrix(4, 2, (i) => [0, 1e9, 1e30, 1e100][i % 4]), 10);
  assertNearest(matrix(1200, 2, () => 7), matrix(1, 2, () => 7), 10);
});

Deno.test("searchAmong() equals sorting on any rows", () => {
  const cells = fc.double({ noNaN: true, min: -1e3, max: 1e3 });
  const problems = fc.record({
    columns: fc.integer({ min: 1, max: 4 }),
    few: fc.array(cells, { minLength: 8, maxLength: 400 }),
    k: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(problems, ({ columns, few, k }) => {
      // Few values many times: ties wherever they can be.
      const among = matrix(1010, columns, (i) => few[(i * i + 7 * i) % few.length]);
      assertNearest(among, matrix(2, columns, (i) => few[i]), k);
    }),
    { seed: 1, numRuns: 40 },
  );
});

// Law.

Deno.test("siftWithVectors() measures few distances beyond those of the nearest", () => {
  const { normal } = seeded(4);
  const among = matrix(2000, 10, normal), queries = matrix(5, 10, normal);
  const { measured } = siftWithVectors(among)!.find(queries, 5);
  // Two stretches: the 5 nearest of the first, and those of the second that are nearer.
  assert(measured >= 25 && measured < 55, `${measured}`);
});

Deno.test("siftWithVectors() finds what a look at all rows finds, whatever the shape", () => {
  const shapes = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    rows: fc.integer({ min: 1, max: 2200 }),
    columns: fc.integer({ min: 1, max: 25 }),
    queries: fc.integer({ min: 1, max: 11 }),
    k: fc.integer({ min: 1, max: 200 }),
    tied: fc.boolean(),
    scale: fc.constantFrom(1e-120, 1, 1e120),
  });
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, queries, k, tied, scale }) => {
      const { normal, integer } = seeded(seed);
      const cell = (): number => scale * (tied ? integer(3) : normal());
      // The first column is constant.
      const among = matrix(rows, columns, (i) => i % columns === 0 ? 7 * scale : cell());
      const asked = matrix(queries, columns, cell);
      assertNearest(among, asked, Math.min(k, rows));
      if (siftWithVectors(among)) return;
      // Where it refuses, no two rows differ.
      const same = Array.from({ length: rows }, () => row(among, 0)).flat();
      assertEquals(Array.from(among.values), same);
    }),
    { seed: 3, numRuns: 60 },
  );
});

Deno.test("searchAmong() finds the same among more rows than are laid out at a time", () => {
  const { normal } = seeded(8);
  // 12 bytes a number: parts of 2 MB.
  const among = matrix(300, 3000, normal), queries = matrix(7, 3000, normal);
  assertEquals(siftWithVectors(among)!.keeps, false);
  assertNearest(among, queries, 9);
  assertNearest(among, { ...queries, values: queries.values.slice(0, 3000), rows: 1 }, 9);
  const listed = searchAmong({ ...among, values: Array.from(among.values) });
  assertEquals(listed(queries, 9), searchAmong(among)(queries, 9));
});

Deno.test("siftWithVectors() takes more queries than a batch has room for", () => {
  const { normal } = seeded(6);
  assertNearest(matrix(700, 2, normal), matrix(301, 2, normal), 600);
});

Deno.test("searchAmong() finds the same after another search has used the memory", () => {
  const { normal } = seeded(7);
  const [one, other] = [1200, 90].map((rows) => matrix(rows, 4, normal));
  const queries = matrix(9, 4, normal),
    [first, second] = [one, other].map((among) => searchAmong(among, { siftFrom: 0 }));
  const before = first(queries, 6);
  second(queries, 6);
  assertEquals(first(queries, 6), before);
  siftWithVectors(other);
  assertEquals(first(queries, 6), before);
});
