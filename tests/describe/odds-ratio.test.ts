import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { oddsRatio } from "heartbook/describe/odds-ratio.ts";
import { fitLogits } from "heartbook/stats/logistic-fit.ts";
import { steady } from "../measure/arbitrary.ts";

/** Rows of a two by two table: diseased and healthy with the column at 1, then at 0. */
function fourfold([a, b, c, d]: readonly number[]): { label: number[]; column: number[] } {
  const repeat = (count: number, value: number): number[] => Array(count).fill(value);
  return {
    label: [...repeat(a, 1), ...repeat(b, 0), ...repeat(c, 1), ...repeat(d, 0)],
    column: [...repeat(a + b, 1), ...repeat(c + d, 0)],
  };
}

const countsFrom = (min: number): fc.Arbitrary<number[]> =>
  fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min, max: 40 })));
const counts = countsFrom(1);

Deno.test("oddsRatio() of a fourfold table is the cross-product", () => {
  fc.assert(
    fc.property(counts, (cells) => {
      const [a, b, c, d] = cells;
      const { estimate, low, high } = oddsRatio(fourfold(cells));
      const expected = a * d / (b * c);
      assertAlmostEquals(Math.log(estimate), Math.log(expected), 1e-8);
      assert(low < estimate && estimate < high);
    }),
    { ...steady, numRuns: 40 },
  );
});

Deno.test("oddsRatio() has ends at which the likelihood has dropped by half a chi-square quantile", () => {
  const drop = 2.705543454095404 / 2; // chi-square, 1 degree of freedom, at 0.9
  fc.assert(
    fc.property(countsFrom(6), fc.boolean(), (cells, held) => {
      const { label, column } = fourfold(cells);
      const others = held ? [column.map((value, i) => value + i % 3)] : [];
      const { estimate, low, high } = oddsRatio({ label, column, others }, { level: 0.9 });
      const logLikelihood = (ratio: number): number => {
        const offset = column.map((value) => Math.log(ratio) * value);
        const [intercept, weight = 0] = fitLogits({ target: label, columns: others, offset });
        return label.reduce((sum, y, i) => {
          const p = 1 / (1 + Math.exp(-(intercept + offset[i] + weight * (others[0]?.[i] ?? 0))));
          return sum + Math.log(y === 1 ? p : 1 - p);
        }, 0);
      };
      assert(low < estimate && estimate < high);
      for (const end of [low, high]) {
        assertAlmostEquals(logLikelihood(estimate) - logLikelihood(end), drop, 1e-8);
      }
    }),
    { ...steady, numRuns: 40 },
  );
});

Deno.test("oddsRatio() turns over with the column, and with the outcome", () => {
  const { label, column } = fourfold([9, 4, 6, 17]);
  const ratio = oddsRatio({ label, column });
  const turned = oddsRatio({ label, column: column.map((value) => 1 - value) });
  const healthy = oddsRatio({ label: label.map((value) => 1 - value), column });
  for (const other of [turned, healthy]) {
    assertAlmostEquals(other.estimate, 1 / ratio.estimate, 1e-8);
    assertAlmostEquals(other.low, 1 / ratio.high, 1e-8);
    assertAlmostEquals(other.high, 1 / ratio.low, 1e-8);
  }
});

Deno.test("oddsRatio() refuses a column that is constant or parts the outcomes", () => {
  assertThrows(() => oddsRatio({ label: [0, 1, 0], column: [2, 2, 2] }), RangeError);
  assertThrows(() => oddsRatio(fourfold([5, 0, 3, 7])), RangeError, "separate");
});

Deno.test("oddsRatio() terminates with the same result in any unit, however small", () => {
  const { label, column } = fourfold([9, 4, 3, 8]);
  const one = oddsRatio({ label, column });
  for (const unit of [1e-2, 3e5, 1e9]) {
    const other = oddsRatio({ label, column: column.map((x) => unit * x) });
    for (const end of ["estimate", "low", "high"] as const) {
      const expected = Math.log(one[end]);
      assertAlmostEquals(unit * Math.log(other[end]), expected, 1e-6 * Math.max(1, unit * 1e-9));
    }
  }
  // Per unit of a billionth the ratio is beyond what a number holds, but it is told.
  const tiny = oddsRatio({ label, column: column.map((x) => 1e-9 * x) });
  assertEquals([tiny.estimate, tiny.high], [Infinity, Infinity]);
});
