import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { type System, walkSubsets } from "heartbook/choose/subset-walk.ts";
import { cholesky, solve } from "heartbook/stats/linear-algebra.ts";

/** Features of 0 to 3 columns, and systems in them; now and then a column depends on others. */
const problems = fc.record({
  widths: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
  seed: fc.infiniteStream(fc.integer({ min: -3, max: 3 })),
  systems: fc.integer({ min: 1, max: 3 }),
}).map(({ widths, seed, systems }): System[] => {
  const size = 1 + widths.reduce((sum, width) => sum + width, 0);
  let next = 1;
  const columnsOf = widths.map((width) => Array.from({ length: width }, () => next++));
  return Array.from({ length: systems }, () => {
    const draw = (): number => seed.next().value!;
    const roots = Array.from({ length: size }, () => Array.from({ length: size + 1 }, draw));
    const matrix = new Float64Array(size * size);
    roots.forEach((a, i) =>
      roots.forEach((b, j) =>
        matrix[i * size + j] = a.reduce((sum, value, k) => sum + value * b[k], i === j ? 0.1 : 0)
      )
    );
    return { matrix, right: Float64Array.from({ length: size }, draw), size, columnsOf };
  });
});

Deno.test("walkSubsets() solves each combination as one by itself, to the last bit", () => {
  fc.assert(
    fc.property(problems, (systems) => {
      const seen = new Set<number>();
      walkSubsets(systems, (combination, solutions) => {
        seen.add(combination);
        systems.forEach(({ matrix, right, size, columnsOf }, i) => {
          const columns = [0, ...columnsOf.flatMap((own, f) => (combination >> f) & 1 ? own : [])];
          const square = columns.flatMap((a) => columns.map((b) => matrix[a * size + b]));
          const plain = solve(
            cholesky(Float64Array.from(square), columns.length),
            Float64Array.from(columns, (column) => right[column]),
          );
          const { count, columns: walked, weights } = solutions[i];
          assertEquals([...walked.subarray(0, count)], columns);
          assertEquals(weights.slice(0, count), plain);
        });
      });
      assertEquals(seen.size, 2 ** systems[0].columnsOf.length - 1);
    }),
    { seed: 8, numRuns: 200 },
  );
});
