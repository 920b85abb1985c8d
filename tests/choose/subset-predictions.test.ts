import * as fc from "fast-check";
import { predictParts, predictPlainly } from "heartbook/choose/subset-predictions.ts";
import { seeded } from "heartbook/random.ts";
import { assertClose } from "../models/trainings.ts";

const shapes = fc.record({
  rows: fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 4 }),
  size: fc.integer({ min: 1, max: 7 }),
  seed: fc.nat(1e6),
  scale: fc.constantFrom(0, 1, 1000),
});

Deno.test("predictParts() predicts as plain loops do, whatever the shape, again and again", () => {
  fc.assert(
    fc.property(shapes, ({ rows, size, seed, scale }) => {
      const { normal, integer } = seeded(seed);
      const parts = rows.map((length) =>
        Array.from({ length: size }, () => Float64Array.from({ length }, normal))
      );
      const fast = predictParts(parts), plain = predictPlainly(parts);
      for (let turn = 0; turn < 5; turn++) {
        const solutions = parts.map(() => ({
          count: 1 + integer(size + 1),
          columns: Int32Array.from({ length: size + 1 }, (_, i) => i === 0 ? 0 : 1 + integer(size)),
          weights: Float64Array.from({ length: size + 1 }, () => scale * normal()),
        }));
        assertClose(fast(solutions), plain(solutions), 1e-14);
      }
    }),
    { seed: 4, numRuns: 300 },
  );
});
