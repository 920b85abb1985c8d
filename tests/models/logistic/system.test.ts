import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { solvePlainly, solveSystem } from "heartbook/models/logistic/system.ts";
import { seeded } from "heartbook/random.ts";
import { assertClose } from "../trainings.ts";

Deno.test("solveSystem() by hand: 4 x + 2 y = 8 and 2 x + 3 y = 7", () => {
  const { solution, dependent } = solveSystem(Float64Array.of(4, 2, 8, 0, NaN, 3, 7, 0), 2);
  assertClose(solution, [1.25, 1.5], 1e-12);
  assertEquals(dependent, []);
});

Deno.test("solveSystem() equals the plain solution to the last bit, in systems of any size in turn", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 3 }),
      fc.nat(1e6),
      (size, depending, seed) => {
        const { normal, integer } = seeded(seed);
        const roots = Array.from({ length: size }, () => Array.from({ length: size + 2 }, normal));
        for (let k = 0; k < depending; k++) roots[integer(size)] = roots[integer(size)];
        if (depending === 3) roots[integer(size)].fill(0);
        const rows = new Float64Array(size * (size + 2));
        for (let i = 0; i < size; i++) {
          const row = i * (size + 2);
          for (let j = i; j < size; j++) {
            rows[row + j] = roots[i].reduce((sum, each, at) => sum + each * roots[j][at], 0);
          }
          rows[row + size] = normal();
        }
        const before = rows.slice();
        assertEquals(solveSystem(rows, size), solvePlainly(rows, size));
        assertEquals(rows, before);
      },
    ),
    { seed: 3, numRuns: 400 },
  );
});
