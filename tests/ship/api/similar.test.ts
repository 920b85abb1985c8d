import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { wilson } from "heartbook/stats/intervals.ts";
import { similarTo } from "heartbook/ship/api/similar.ts";

Deno.test("similarTo() takes the nearest, and the lower of two that are as near", () => {
  const find = similarTo({ label: [0, 1, 0, 1], p: [0.75, 0.25, 0.5, 1] }, { neighbourhood: 2 });
  assertEquals(find(0), { patients: 2, diseased: 1, from: 0.25, to: 0.5, interval: wilson(1, 2) });
  assertEquals(find(0.6)?.from, 0.5);
  assertEquals(find(0.625)?.to, 0.75);
  assertEquals(find(1), { patients: 2, diseased: 1, from: 0.75, to: 1, interval: wilson(1, 2) });
  assertEquals(find(0.5)?.from, 0.25);
});

Deno.test("similarTo() takes all where there are few, and answers null where there is nobody", () => {
  assertEquals(similarTo({ label: [1], p: [0.2] })(0.9)?.patients, 1);
  assertEquals(similarTo({ label: [], p: [] })(0.9), null);
});

Deno.test("similarTo() finds as near a neighbourhood as a search through all of them", () => {
  const scored = fc.array(
    fc.record({ label: fc.constantFrom(0, 1), p: fc.integer({ min: 0, max: 20 }) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(scored, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }), (
      all,
      wanted,
      neighbourhood,
    ) => {
      const p = all.map((each) => each.p / 20);
      const found = similarTo({ label: all.map(({ label }) => label), p }, { neighbourhood })(
        wanted / 20,
      )!;
      const distances = p.map((each) => Math.abs(each - wanted / 20)).sort((a, b) => a - b);
      const farthest = Math.max(
        Math.abs(found.from - wanted / 20),
        Math.abs(found.to - wanted / 20),
      );
      assertEquals(found.patients, Math.min(neighbourhood, all.length));
      assert(Math.abs(farthest - distances[found.patients - 1]) < 1e-12);
      const inside = all.filter((each) => each.p / 20 >= found.from && each.p / 20 <= found.to);
      assert(found.diseased <= inside.filter(({ label }) => label === 1).length);
    }),
    { seed: 8, numRuns: 500 },
  );
});
