import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
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

Deno.test("seeded() refuses an invalid seed, integer() an invalid count", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 32]) {
    assertThrows(() => seeded(seed), RangeError, "seed: expected");
  }
  for (const n of [0, 1.5, NaN]) {
    assertThrows(() => seeded(0).integer(n), RangeError, "integer(n): expected");
  }
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
