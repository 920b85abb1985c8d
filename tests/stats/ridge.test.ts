import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { seeded } from "heartbook/random.ts";
import { cholesky, solve } from "heartbook/stats/linear-algebra.ts";
import { applyRule, ridgeFitter } from "heartbook/stats/ridge.ts";

Deno.test("ridgeFitter() solves for the products of centred columns, summed row by row, at each call", () => {
  const cases = fc.record({
    rows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 8 }),
    seed: fc.nat(1e6),
  });
  fc.assert(fc.property(cases, ({ rows, columns, seed }) => {
    const random = seeded(seed);
    // The second column is constant.
    const values = Float64Array.from(
      { length: rows * columns },
      (_, cell) => cell % columns === 1 ? 3 : random.normal(),
    );
    const X = { values, rows, columns };
    const some = Array.from({ length: rows }, () => random.integer(rows));
    const target = random.integer(columns);

    const cells = (j: number): number[] => some.map((row) => values[row * columns + j]);
    const total = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);
    const means = Array.from({ length: columns }, (_, j) => total(cells(j)) / some.length);
    const away = means.map((mean, j) => cells(j).map((value) => value - mean));
    const product = (i: number, j: number): number => total(away[i].map((x, r) => x * away[j][r]));
    const others = means.map((_, j) => j).filter((j) => j !== target);
    const gram = others.flatMap((i) => others.map((j) => product(i, j) + (i === j ? 0.5 : 0)));
    const solution = solve(
      cholesky(Float64Array.from(gram), others.length),
      Float64Array.from(others, (j) => product(j, target)),
    );
    const weights = means.map((_, j) => j === target ? 0 : solution[others.indexOf(j)]);
    const intercept = means[target] - total(weights.map((weight, j) => weight * means[j]));
    const options = { rows: some, l2: 0.5, moving: [] };
    assertEquals(ridgeFitter(X, target, options)(), { intercept, weights });

    const moving = others.filter(() => random.integer(3) === 0);
    const fitAgain = ridgeFitter(X, target, { ...options, moving });
    for (let round = 0; round < 3; round++) {
      assertEquals(fitAgain(), ridgeFitter(X, target, options)());
      for (const j of moving) {
        for (let row = 0; row < rows; row++) values[row * columns + j] = random.normal();
      }
    }
  }));
});

Deno.test("applyRule() adds the weighted numbers to the intercept", () => {
  assertEquals(applyRule({ intercept: 1, weights: [2, 0, -1] }, [10, 5, 3]), 18);
});
