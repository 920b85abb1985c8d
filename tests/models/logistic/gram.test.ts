import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { hessian } from "heartbook/models/logistic/gram.ts";
import { type LogisticData, plainHessian } from "heartbook/models/logistic/loss.ts";
import { seeded } from "heartbook/random.ts";

function example(
  rows: number,
  columns: number,
  seed: number,
): { data: LogisticData; right: Float64Array } {
  const random = seeded(seed);
  const cell = (): number => random.uniform() < 0.2 ? 0 : 1e3 * (random.uniform() - 0.5);
  const numbers = (length: number, draw: () => number): Float64Array =>
    Float64Array.from({ length }, draw);
  const values = numbers(rows * columns, cell);
  // A constant column, and rows that do not count or count for very many.
  for (let i = 0; i < rows && columns > 1; i++) values[i * columns] = 1;
  const data = {
    X: { values, rows, columns },
    y: new Uint8Array(rows),
    weights: numbers(rows, () => [0, 1, 1, 2.5, 1e9][random.integer(5)]),
  };
  return { data, right: numbers(rows, () => random.uniform()) };
}

Deno.test("hessian() equals the plain one to the last bit, whatever the shape", () => {
  const shapes = fc.tuple(
    fc.integer({ min: 1, max: 70 }),
    fc.integer({ min: 1, max: 30 }),
    fc.nat(1e6),
  );
  fc.assert(fc.property(shapes, ([rows, columns, seed]) => {
    const { data, right } = example(rows, columns, seed);
    assertEquals(hessian(data, right), plainHessian(data, right));
  }));
});

Deno.test("hessian() equals the plain one over more rows than it reads at a time", () => {
  for (const [rows, columns] of [[5001, 7], [20_000, 2], [9, 9000 / 9]]) {
    const { data, right } = example(rows, columns, rows);
    assertEquals(hessian(data, right), plainHessian(data, right));
  }
});
