import { assert, assertAlmostEquals } from "@std/assert";
import { principalAxes } from "heartbook/models/detectors/principal-axes.ts";
import { seeded } from "heartbook/random.ts";
import type { Matrix } from "heartbook/types.ts";

function spreadAlong({ values, rows, columns }: Matrix, axis: Float64Array): number {
  const along = Array.from(
    { length: rows },
    (_, i) => axis.reduce((sum, each, j) => sum + each * values[i * columns + j], 0),
  );
  const mean = along.reduce((sum, each) => sum + each, 0) / rows;
  return along.reduce((sum, each) => sum + (each - mean) ** 2, 0) / rows;
}

Deno.test("principalAxes() are perpendicular, the longest first, and share out all the spread", () => {
  const random = seeded(4);
  const values = Float64Array.from(
    { length: 240 },
    (_, i) => [1, 5, 2, 9][i % 4] * random.normal(),
  );
  const X = { values, rows: 60, columns: 4 };
  const axes = principalAxes(X);
  const rows = [0, 1, 2, 3].map((i) => axes.slice(4 * i, 4 * i + 4));
  const spreads = rows.map((axis) => spreadAlong(X, axis));
  spreads.forEach((spread, i) => assert(i === 0 || spread < spreads[i - 1]));
  rows.forEach((a, i) =>
    rows.forEach((b, j) => {
      assertAlmostEquals(a.reduce((sum, x, k) => sum + x * b[k], 0), Number(i === j), 1e-9);
    })
  );
  const own = [0, 1, 2, 3].map((j) => Float64Array.from([0, 1, 2, 3], (k) => Number(k === j)));
  const total = own.reduce((sum, axis) => sum + spreadAlong(X, axis), 0);
  assertAlmostEquals(spreads.reduce((sum, each) => sum + each), total, 1e-9 * total);
});

Deno.test("principalAxes() finds the line that two columns lie on", () => {
  const X = { values: Float64Array.of(-1, -2, 0, 0, 1, 2), rows: 3, columns: 2 };
  const [a, b] = principalAxes(X);
  assertAlmostEquals(Math.abs(a), 1 / Math.sqrt(5), 1e-12);
  assertAlmostEquals(b / a, 2, 1e-12);
});
