/** Which numbers of a column are meant: each limit from both sides, and every word said of the others. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { readColumn, type TextColumn } from "heartbook/data/draft/column.ts";
import { draftNumber } from "heartbook/data/draft/number.ts";
import { findSentinels, plausibleEnds, plausibleRange } from "heartbook/data/draft/numbers.ts";
import { quantile } from "heartbook/stats/quantile.ts";

function column(cells: readonly (string | number)[]): TextColumn {
  const rows = cells.map((cell) => ({ x: String(cell) }));
  return readColumn({ source: "my.csv", columns: ["x"], rows }, "x");
}

const missing = (cells: readonly (string | number)[]): readonly string[] =>
  draftNumber(column(cells)).feature.missing ?? [];

/** -50 to 50 in steps of 1: five middle halves reach to 275 on either side. */
const even = Array.from({ length: 101 }, (_, i) => i - 50);

Deno.test("draftNumber() calls far what lies beyond all others by more than they are wide", () => {
  // With -270 and 270 among them the others are 540 wide.
  const wide = [...even, -270, 270];
  assertEquals([missing([...wide, 810]), missing([...wide, 811])], [[], ["811"]]);
  assertEquals([missing([...wide, -810]), missing([...wide, -811])], [[], ["-811"]]);
  // The nearest of the far ones counts, on each side by itself.
  assertEquals(missing([...wide, 2000, 300]), []);
  assertEquals(missing([...wide, -2000, -300]), []);
  assertEquals(missing([...wide, -2000, 300]), ["-2000"]);
  assertEquals(missing([...wide, -300, 2000]), ["2000"]);
  assertEquals(missing([...wide, -2000, 2000]), ["-2000", "2000"]);
});

Deno.test("draftNumber() takes the end of what is plausible for plausible", () => {
  // With one more value the middle half is 50.5 wide, and five of it end at 278.25.
  assertEquals([missing([...even, 278.25]), missing([...even, 278.5])], [[], ["278.5"]]);
  assertEquals([missing([...even, -278.25]), missing([...even, -278.5])], [[], ["-278.5"]]);
});

Deno.test("draftNumber() takes more than two in a hundred far values for a long tail, and more than three", () => {
  const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => i % 101 - 50);
  const far = (count: number, length: number, by = 1): number[] => [
    ...steps(length - count),
    ...Array.from({ length: count }, (_, i) => by * (5000 + i)),
  ];
  assertEquals([missing(far(3, 60)).length, missing(far(4, 60)).length], [3, 0]);
  assertEquals([missing(far(5, 250)).length, missing(far(5, 249)).length], [5, 0]);
  // Values that no unit has are none's tail, nor what comes with them.
  assertEquals(missing([...steps(60), 1e15, 1e15, 1e15, 1e15]), ["1000000000000000"]);
  assertEquals(missing([...steps(60), 5000, 5001, 5002, 2e15]).length, 4);
  assertEquals([missing(far(4, 60, 1e12)).length, missing(far(4, 60, 1e10)).length], [4, 0]);
});

Deno.test("draftNumber() takes a bound that is far for missing, others for the bound itself", () => {
  const cells = [...even.map((value) => value + 0.5), "<5", "<5", ">9", "> 7", "<=-2", ">5000"];
  const { feature, doubts } = draftNumber(column(cells));
  assertEquals([feature.missing, feature.codes], [[">5000"], {
    "<5": 5,
    ">9": 9,
    "> 7": 7,
    "<=-2": -2,
  }]);
  assertEquals(doubts.map(({ seen, assumed, otherwise }) => [seen, assumed, otherwise]), [
    [
      '">5000" in 1 row, far from all others (-49.5 to 50.5)',
      "a typing error: taken for not recorded",
      "correct the cells, or take them out of `missing` of the column in schema.json and widen " +
      "its range",
    ],
    [
      '"<5", ">9", "> 7", "<=-2" in 5 rows: only a bound is known',
      'the bound itself is taken: "<5" counts as 5, ">9" counts as 9',
      "change its number in `codes` in schema.json",
    ],
  ]);
  assertEquals(feature.about, "A number, recorded in 106 rows.");
});

Deno.test("draftNumber() tells each kind of odd text with what is done about it", () => {
  const { feature, doubts } = draftNumber(column([
    ...Array.from({ length: 30 }, (_, i) => i + 20),
    ...["-9", "inf", "none", "none", "12,5"],
  ]));
  assertEquals(doubts, [
    {
      column: "x",
      seen: '"-9" in 1 row, apart from all other values',
      assumed: "nothing was recorded there",
      otherwise: "take them out of `missing` of the column in schema.json",
      rests: { missing: ["-9"] },
    },
    {
      column: "x",
      seen: '"inf" in 1 row, which is no measurement',
      assumed: "nothing was recorded there",
      otherwise: "correct the cells",
      rests: { missing: ["inf"] },
    },
    {
      column: "x",
      seen: '"none" in 2 rows among numbers',
      assumed: "nothing was recorded there",
      otherwise: "correct the cells, or give each text its number in `codes` in schema.json",
      rests: { missing: ["none"] },
    },
    {
      column: "x",
      seen: '"12,5" in 1 row: decimals after a comma',
      assumed: "read as decimals",
      otherwise: "write points, or take `decimal` out of schema.json",
      rests: { decimal: "," },
    },
  ]);
  assertEquals([feature.decimal, feature.whole, feature.range], [",", undefined, [0, 67.3]]);
  assertEquals(feature.about, "A number, recorded in 31 rows.");
});

Deno.test("draftNumber() widens the range of whole numbers to whole ends", () => {
  assertEquals(draftNumber(column([10, 15])).feature.range, [7, 18]);
  assertEquals(draftNumber(column([10, 15.5])).feature.range, [7.25, 18.3]);
});

Deno.test("draftNumber() takes whole numbers that are too long for amounts, and says so", () => {
  const longest = (offset: bigint): TextColumn =>
    column(even.map((each) => String(2n ** 53n - 51n + offset + BigInt(each))));
  assertEquals([0n, 1n].map((each) => draftNumber(longest(each)).feature.whole), [true, undefined]);
  assertEquals(draftNumber(longest(0n)).doubts, []);
  assertEquals(draftNumber(longest(1n)).doubts, [{
    column: "x",
    seen: '"9007199254740992" in 1 row: too long to be told apart by their last digits',
    assumed: "read as amounts, to 15 digits",
    otherwise: "--ignore x, if they name something",
    rests: { kind: "number" },
  }]);
});

Deno.test("findSentinels() wants nines beyond half the spread, and negative ones below 0 alone", () => {
  // From 48 to 82 is 34, and half of it more is 99.
  assertEquals(findSentinels([48, 60, 70, 80, 82, 99]), []);
  assertEquals(findSentinels([48.5, 60, 70, 80, 82, 99]), [99]);
  assertEquals(findSentinels([-9, -0.5, 1, 2, 3, 4]), []);
  assertEquals(findSentinels([-99, -9, 0, 1, 2, 3, 4, 999]), [-99, -9, 999]);
  assertEquals(findSentinels([-9, 0, 1, 2, 3, 4, 4]), [-9]);
});

Deno.test("plausibleRange() has three digits, and all that was seen in it", () => {
  assertEquals(plausibleRange(123.456, 234.567), [67.9, 290]);
  assertEquals(plausibleRange(0, 10), [0, 15]);
  assertEquals(plausibleRange(4, 10), [1, 13]);
  assertEquals(plausibleRange(-0.5, 10), [-5.75, 15.3]);
  assertEquals(plausibleRange(1_234_567, 1_234_567), [1_230_000, 1_234_567]);
  assertEquals(plausibleRange(1_235_555, 1_235_555), [1_235_555, 1_240_000]);
  assertEquals(plausibleRange(-1_234_567, -1_234_567), [-1_234_567, -1_230_000]);
});

/** What the comment of `plausibleEnds` says, word for word. */
function plainEnds(values: readonly number[]): [number, number] {
  const sorted = values.filter((value) => Math.abs(value) < 1e15);
  const widthOf = (some: readonly number[]): number => {
    const at = (share: number): number => quantile(some, share);
    return Math.max(at(0.75) - at(0.25), (at(0.9) - at(0.1)) / 2);
  };
  let [low, high] = [-1e15, 1e15];
  if (sorted.length < 10) return [low, high];
  const width = widthOf(sorted);
  if (width > 0) {
    low = quantile(sorted, 0.25) - 5 * width;
    high = quantile(sorted, 0.75) + 5 * width;
  }
  if (quantile(sorted, 0.05) > 0) {
    const logs = sorted.filter((value) => value > 0).map((value) => Math.log(value));
    const tall = widthOf(logs);
    if (tall === 0) return [Math.min(low, 0), 1e15];
    low = Math.min(low, Math.exp(quantile(logs, 0.25) - 3 * tall));
    high = Math.max(high, Math.exp(quantile(logs, 0.75) + 3 * tall));
  }
  return [Math.max(low, -1e15), Math.min(high, 1e15)];
}

Deno.test("plausibleEnds() has the ends that it promises for numbers of every kind", () => {
  const value = fc.oneof(
    fc.integer({ min: -3, max: 12 }),
    fc.integer({ min: 0, max: 4000 }).map((x) => Math.exp(x / 400)),
    fc.constantFrom(0, 5, 5, 5, 900, 1e15, -1e15, 9e14),
  );
  const values = fc.oneof(
    fc.array(value, { minLength: 1, maxLength: 45 }),
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 8, maxLength: 40 }),
    fc.array(fc.integer({ min: -400, max: 4000 }).map((x) => Math.exp(x / 400)), {
      minLength: 9,
      maxLength: 12,
    }),
  ).map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(values, (sorted) => {
      const ends = plausibleEnds(sorted), plain = plainEnds(sorted);
      ends.forEach((end, i) => assertAlmostEquals(end, plain[i], 1e-9 * Math.abs(plain[i])));
    }),
    { seed: 3, numRuns: 1000 },
  );
});

Deno.test("plausibleEnds() takes 0 for plausible where all that is above 0 is alike", () => {
  assertEquals(plausibleEnds([0, ...new Array(9).fill(5)]), [0, 1e15]);
  assertEquals(plausibleEnds([-1, ...new Array(9).fill(5)]), [0, 1e15]);
});

Deno.test("plausibleEnds() counts the tenths where the middle half is narrow", () => {
  // Three in four are alike; from the first to the ninth tenth it is 40.
  const values = [-20, -20, -20, ...new Array(14).fill(0), 20, 20, 20];
  assertEquals(plausibleEnds(values), [-100, 100]);
});
