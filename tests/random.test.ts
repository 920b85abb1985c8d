import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { childSeed, seeded } from "heartbook/random.ts";
import reference from "./reference/numpy-random.json" with { type: "json" };

for (const [seed, expected] of Object.entries(reference.draws)) {
  Deno.test(`seeded(${seed}) draws what NumPy's RandomState(${seed}) draws`, () => {
    const random = seeded(Number(seed));
    const several = (count: number, draw: () => number): number[] =>
      Array.from({ length: count }, draw);
    assertEquals(random.shuffled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), expected.permutation);
    assertEquals(several(3, random.uniform), expected.uniform);
    assertEquals(several(5, () => random.integer(1000)), expected.integer_1000);
    assertEquals(several(3, random.normal), expected.normal);
    assertEquals(several(700, () => random.integer(2 ** 32)).slice(-3), expected.words);
  });
}

Deno.test("seeded() refuses an invalid seed, integer() and integers() an invalid count", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 32]) {
    assertThrows(() => seeded(seed), RangeError, "seed: expected");
  }
  for (const n of [0, 1.5, NaN]) {
    assertThrows(() => seeded(0).integer(n), RangeError, "integer(n): expected");
  }
  for (const n of [0, 1.5, NaN, 2 ** 31 + 1]) {
    const into = new Int32Array(3);
    assertThrows(() => seeded(0).integers(n, into), RangeError, "integers(n): expected");
  }
});

Deno.test("integers() draws what integer() draws one by one, and no more", () => {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 1000 }),
    fc.constantFrom(1, 2, 255, 256, 257, 2 ** 31 - 1, 2 ** 31),
  );
  const steps = fc.array(fc.record({ n: sizes, count: fc.nat(1500) }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(), fc.nat(700), steps, (seed, skipped, steps) => {
      const quick = seeded(seed), plain = seeded(seed);
      for (const random of [quick, plain]) for (let i = 0; i < skipped; i++) random.integer(2);
      for (const { n, count } of steps) {
        const drawn = new Int32Array(count);
        quick.integers(n, drawn);
        assertEquals(drawn, drawn.map(() => plain.integer(n)));
      }
      assertEquals(quick.uniform(), plain.uniform());
    }),
    { seed: 19, numRuns: 200 },
  );
});

Deno.test("shuffled() leaves its input alone", () => {
  const items = [3, 1, 2];
  seeded(0).shuffled(items);
  assertEquals(items, [3, 1, 2]);
});

Deno.test("childSeed() gives neighbouring parts and neighbouring seeds streams of their own", () => {
  const seeds = [0, 1, 2].flatMap((seed) => [0, 1, 2, 3].map((part) => childSeed(seed, part)));
  assertEquals(new Set(seeds).size, seeds.length);
  assertNotEquals(seeded(childSeed(1, 0)).uniform(), seeded(childSeed(0, 1)).uniform());
});
