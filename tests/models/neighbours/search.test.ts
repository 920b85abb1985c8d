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

Deno.test("siftWithVectors() leaves nearly all out that is not near", () => {
  const { normal } = seeded(4);
  const among = matrix(2000, 10, normal), queries = matrix(5, 10, normal);
  const counts = new Array(5).fill(0);
  siftWithVectors(among)!(queries, 5, (query) => counts[query]++);
  // Two stretches: the 5 nearest of the first, and those of the second that are nearer.
  for (const count of counts) assert(count >= 5 && count < 12, `${count}`);
});

Deno.test("siftWithVectors() visits the nearest rows of everyRow(), in rising order", () => {
  const shapes = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    rows: fc.integer({ min: 1, max: 2200 }),
    columns: fc.integer({ min: 1, max: 25 }),
    queries: fc.integer({ min: 1, max: 5 }),
    k: fc.integer({ min: 1, max: 60 }),
    tied: fc.boolean(),
  });
  fc.assert(
    fc.property(shapes, ({ seed, rows, columns, queries, k, tied }) => {
      const { normal, integer } = seeded(seed);
      const cell = tied ? () => integer(3) : normal;
      // The first column is constant.
      const among = matrix(rows, columns, (i) => i % columns === 0 ? 7 : cell());
      const asked = matrix(queries, columns, cell);
      const most = Math.min(k, rows);
      assertNearest(among, asked, most);
      const sift = siftWithVectors(among);
      if (!sift) {
        const same = Array.from({ length: rows }, () => row(among, 0)).flat();
        assertEquals(Array.from(among.values), same);
        return;
      }
      const seen: number[][] = Array.from({ length: queries }, () => []);
      sift(asked, most, (query, row) => seen[query].push(row));
      const nearest = searchAmong(among)(asked, most);
      seen.forEach((visited, query) => {
        assertEquals(visited, visited.toSorted((a, b) => a - b));
        const mine = nearest.rows.subarray(query * most, (query + 1) * most);
        for (const row of mine) assert(visited.includes(row));
      });
    }),
    { seed: 3, numRuns: 60 },
  );
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
});
