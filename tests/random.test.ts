import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { childSeed, type Random, seeded } from "heartbook/random.ts";
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

Deno.test("seeded() refuses an invalid seed, integer() and tally() an invalid count", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 32]) {
    assertThrows(() => seeded(seed), RangeError, "seed: expected");
  }
  for (const n of [0, 1.5, NaN]) {
    assertThrows(() => seeded(0).integer(n), RangeError, "integer(n): expected");
  }
  assertThrows(() => seeded(0).tally(new Int32Array(0), 1), RangeError, "tally(into): expected");
});

/** What `tally()` promises, one draw at a time. */
function tallyPlainly(
  random: Random,
  { places, draws }: { places: number; draws: number },
): Int32Array {
  const counts = new Int32Array(places);
  for (let i = 0; i < draws; i++) counts[random.integer(places)]++;
  return counts;
}

function tallyTwice(): void {
  const places = fc.oneof(
    fc.integer({ min: 1, max: 1000 }),
    fc.constantFrom(1, 2, 255, 256, 257, 65535, 65536, 65537),
  );
  const steps = fc.array(fc.record({ places, draws: fc.nat(1500) }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(), fc.nat(700), steps, (seed, skipped, steps) => {
      const quick = seeded(seed), plain = seeded(seed);
      for (const random of [quick, plain]) for (let i = 0; i < skipped; i++) random.integer(2);
      for (const step of steps) {
        // Whatever was there is gone.
        const counts = new Int32Array(step.places).fill(7);
        quick.tally(counts, step.draws);
        assertEquals(counts, tallyPlainly(plain, step));
      }
      assertEquals(quick.uniform(), plain.uniform());
    }),
    { seed: 19, numRuns: 200 },
  );
}

Deno.test("tally() counts what integer() draws one by one, and no more", tallyTwice);

Deno.test("tally() counts the same once it is compiled", () => {
  seeded(0).tally(new Int32Array(2), 50_000);
  tallyTwice();
});

Deno.test("tally() counts draws of more places than are counted quickly", () => {
  for (const places of [2 ** 21, 2 ** 21 + 1]) {
    const counts = new Int32Array(places), draws = 60_000;
    seeded(3).tally(counts, draws);
    const plain = tallyPlainly(seeded(3), { places, draws });
    assert(counts.every((count, place) => count === plain[place]), `${places} places`);
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
