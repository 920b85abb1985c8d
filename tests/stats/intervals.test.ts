import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import * as fc from "fast-check";
import { clopperPearson } from "heartbook/stats/clopper-pearson.ts";
import { standardErrors, wilson } from "heartbook/stats/intervals.ts";
import reference from "../reference/intervals.json" with { type: "json" };
import { steady } from "../measure/arbitrary.ts";

Deno.test("wilson() of 1 in 2 is 1/2 ± half of z / sqrt(2 + z²), by hand", () => {
  const { estimate, low, high } = wilson(1, 2);
  const z = 1.959963984540054;
  assertEquals(estimate, 0.5);
  assertAlmostEquals(high - 0.5, z * Math.sqrt(0.5 + z ** 2 / 4) / (2 + z ** 2), 1e-12);
  assertAlmostEquals(low, 1 - high, 1e-12);
});

Deno.test("clopperPearson() of none in n ends at 1 - (half of what is left)^(1/n)", () => {
  const { low, high } = clopperPearson(0, 20);
  assertEquals(low, 0);
  assertAlmostEquals(high, 1 - 0.025 ** (1 / 20), 1e-12);
});

Deno.test("clopperPearson() leaves exactly half of what is left in each tail", () => {
  const { low, high } = clopperPearson(126, 139, { level: 0.9 });
  assertAlmostEquals(1 - binomialCdf(125, 139, low), 0.05, 1e-12);
  assertAlmostEquals(binomialCdf(126, 139, high), 0.05, 1e-12);
});

Deno.test("wilson() and clopperPearson() equal R's prop.test and binom.test", () => {
  for (const { count, total, level, ...expected } of reference.shares) {
    for (const [key, interval] of Object.entries({ wilson, clopperPearson })) {
      const { low, high } = interval(count, total, { level });
      const ends = expected[key as keyof typeof expected];
      assertAlmostEquals(low, ends[0], 1e-12, `${key} ${count}/${total}`);
      assertAlmostEquals(high, ends[1], 1e-12, `${key} ${count}/${total}`);
    }
  }
});

Deno.test("standardErrors() of 95 % is the 1.96 of the books", () => {
  assertAlmostEquals(standardErrors(0.95), 1.959963984540054, 1e-12);
});

Deno.test("invalid counts and levels are refused", () => {
  assertThrows(() => wilson(3, 2), RangeError, "count");
  assertThrows(() => wilson(-1, 2), RangeError, "count");
  assertThrows(() => wilson(0.5, 2), RangeError, "count");
  assertThrows(() => clopperPearson(0, 0), RangeError, "total");
  assertThrows(() => clopperPearson(1, 2, { level: 95 }), RangeError, "level");
  assertThrows(() => wilson(1, 2, { level: NaN }), RangeError, "level");
});

Deno.test("an interval contains its estimate, stays in [0, 1] and mirrors its complement", () => {
  const counts = fc.integer({ min: 1, max: 400 })
    .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
  fc.assert(
    fc.property(counts, fc.constantFrom(0.5, 0.9, 0.99), ([count, total], level) => {
      for (const interval of [wilson, clopperPearson]) {
        const { estimate, low, high } = interval(count, total, { level });
        assertEquals(0 <= low && low <= estimate && estimate <= high && high <= 1, true);
        assertAlmostEquals(1 - interval(total - count, total, { level }).high, low, 1e-12);
      }
    }),
    steady,
  );
});

Deno.test("clopperPearson() is never narrower than the interval of a lower level", () => {
  assertEquals(
    clopperPearson(30, 40, { level: 0.99 }).low < clopperPearson(30, 40, { level: 0.9 }).low,
    true,
  );
});
