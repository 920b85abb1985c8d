import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { findInTree } from "heartbook/models/detectors/nearest-search.ts";
import { plantTree } from "heartbook/models/detectors/nearest-tree.ts";
import { eigenvectors } from "heartbook/models/detectors/principal-axes.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";

function cloud(rows: number, columns: number, seed: number): Matrix {
  const random = seeded(seed);
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  // The first two rows are one.
  values.copyWithin(0, columns, 2 * columns);
  return { values, rows, columns };
}

function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let c = 0; c < a.columns; c++) {
    sum += (a.values[i * a.columns + c] - b.values[j * b.columns + c]) ** 2;
  }
  return sum;
}

// Oracle: look at all rows.

Deno.test("findInTree() finds the nearest rows that a look at all of them finds", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 6, max: 300 }),
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 1, max: 5 }),
      (rows, columns, k) => {
        const among = cloud(rows, columns, rows), queries = cloud(5, columns, 1);
        const found = findInTree(plantTree(among), k, queries);
        for (let q = 0; q < queries.rows; q++) {
          const all = Array.from({ length: rows }, (_, i) => squaredDistance(queries, q, among, i))
            .sort((a, b) => a - b);
          for (let place = 0; place < k; place++) {
            const row = found.rows[q * k + place];
            assertAlmostEquals(found.squares[q * k + place], all[place], 1e-9);
            assertAlmostEquals(squaredDistance(queries, q, among, row), all[place], 1e-9);
          }
        }
      },
    ),
    { seed: 11, numRuns: 40 },
  );
});

Deno.test("findInTree() without queries never takes a row for its own neighbour, only its double", () => {
  const X = cloud(200, 4, 3);
  const { rows, squares } = findInTree(plantTree(X), 3);
  for (let i = 0; i < X.rows; i++) {
    const found = [...rows.subarray(3 * i, 3 * i + 3)];
    assert(!found.includes(i));
    assertEquals(new Set(found).size, 3);
  }
  assertEquals([rows[0], squares[0]], [1, 0]);
});

Deno.test("eigenvectors() are perpendicular, of length 1, and stretched by the matrix alone", () => {
  const { values } = cloud(6, 6, 4);
  const symmetric = values.map((_, i) => values[i] + values[(i % 6) * 6 + Math.floor(i / 6)]);
  const vectors = eigenvectors(symmetric, 6);
  const v = (i: number): Float64Array => vectors.subarray(6 * i, 6 * i + 6);
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, x, i) => s + x * b[i], 0);
  const times = (x: Float64Array): Float64Array =>
    x.map((_, i) => dot(symmetric.subarray(6 * i, 6 * i + 6), x));
  let last = Infinity;
  for (let i = 0; i < 6; i++) {
    const stretch = dot(v(i), times(v(i)));
    assert(stretch <= last);
    last = stretch;
    for (let j = 0; j < 6; j++) {
      assertAlmostEquals(dot(v(i), v(j)), i === j ? 1 : 0, 1e-12);
      assertAlmostEquals(times(v(i))[j], stretch * v(i)[j], 1e-12);
    }
  }
});

Deno.test("findInTree() lists the nearest first, and of two as near both", () => {
  const X = { values: Float64Array.of(0, 1, -1, 3, 2), rows: 5, columns: 1 };
  const query = { values: Float64Array.of(0), rows: 1, columns: 1 };
  const { rows, squares } = findInTree(plantTree(X), 4, query);
  assertEquals([...squares], [0, 1, 1, 4]);
  assertEquals([rows[0], rows[3], [rows[1], rows[2]].sort()], [0, 4, [1, 2]]);
});

Deno.test("plantTree() cuts each box in half along the coordinate in which it is widest", () => {
  // Four times as long as wide: the length is cut first, and twice; only then the width.
  const { uniform } = seeded(5);
  const rows = 400;
  const values = Float64Array.from(
    { length: 2 * rows },
    (_, at) => (at % 2 === 0 ? 1 : 3) * uniform(),
  );
  const { points, width, from, to, coordinate, cut, upper } = plantTree({
    values,
    rows,
    columns: 2,
  });
  const spread = (box: number, a: number): number => {
    const own = Array.from(
      { length: to[box] - from[box] },
      (_, i) => points[(from[box] + i) * width + a],
    );
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    return own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const cuts = new Set<number>();
  for (const [box, a] of coordinate.entries()) {
    if (a < 0) {
      assert(to[box] - from[box] <= 48);
      continue;
    }
    cuts.add(a);
    assert(to[box] - from[box] > 48);
    assert(spread(box, a) >= spread(box, 1 - a));
    assertEquals([from[box + 1], to[box + 1]], [from[box], (from[box] + to[box]) >> 1]);
    assertEquals([from[upper[box]], to[upper[box]]], [to[box + 1], to[box]]);
    for (let i = from[box]; i < to[box]; i++) {
      const value = points[i * width + a];
      assert(i < to[box + 1] ? value <= cut[box] : value >= cut[box]);
    }
  }
  assertEquals(coordinate[0], 0);
  assertEquals([...cuts].sort(), [0, 1]);
});
