import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { fromBelow, toBelow } from "heartbook/models/mljs/thresholds.ts";

/** This double and its neighbours on either side. */
function around(value: number): number[] {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)[0];
  return [-1n, 0n, 1n].map((by) => new Float64Array(BigInt64Array.of(bits + by).buffer)[0]);
}

Deno.test("toBelow() parts where rounding to float32 does, ties to even", () => {
  const gap = 2 ** -23;
  // Halfway between 1 and the next float32, rounding goes down to 1; one further on, up.
  assertEquals(toBelow(1), 1 + gap / 2 + 2 ** -52);
  assertEquals(toBelow(1 + gap), 1 + gap * 1.5);
  assertEquals(toBelow(0), 2 ** -150 + 2 ** -202);
  assertEquals(toBelow(-1), -1 + gap / 4 + 2 ** -53);
});

Deno.test("fromBelow() is the number before", () => {
  assertEquals(fromBelow(1), 1 - 2 ** -53);
  assertEquals(fromBelow(-1), -1 - 2 ** -52);
  assertEquals(fromBelow(0), -Number.MIN_VALUE);
});

const thresholds = fc.oneof(
  fc.double({ min: -1e30, max: 1e30, noNaN: true }),
  fc.float({ min: -1000, max: 1000, noNaN: true }),
  fc.integer({ min: -8, max: 8 }).map((half) => half / 2),
);

Deno.test("a double goes the same way by toBelow() as by float32, next to the split and anywhere", () => {
  fc.assert(
    fc.property(thresholds, thresholds, (threshold, other) => {
      const below = toBelow(threshold);
      const xs = [threshold, Math.fround(threshold), below, other].flatMap((x) =>
        x === 0 ? [-Number.MIN_VALUE, 0, Number.MIN_VALUE] : around(x)
      );
      for (const x of xs) assertEquals(x < below, Math.fround(x) <= threshold, `${x}`);
    }),
    { seed: 5, numRuns: 2000 },
  );
});

Deno.test("there and back, every float32 goes the way it went", () => {
  fc.assert(
    fc.property(thresholds, fc.float({ noNaN: true }), (threshold, x) => {
      const back = fromBelow(toBelow(threshold));
      for (const cell of [x, Math.fround(threshold)]) {
        assertEquals(cell <= back, cell <= threshold);
      }
    }),
    { seed: 6, numRuns: 2000 },
  );
});
