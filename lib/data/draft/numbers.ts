/** Numbers as people write them, and which of them cannot be meant. */
import { quantile } from "../../stats/quantile.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?\d+,\d+$/;
const GROUPED = {
  ",": /^[+-]?[1-9]\d{0,2}(,\d{3})+$/,
  ".": /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/,
};
const WITH_UNIT = /^[+-]?\d+(?:[.,]\d+)?\s*(%|[a-zµ°][^\d]*)$/i;
const BOUND = /^[<>]\s*=?\s*([+-]?\d+(?:[.,]\d+)?)$/;
const INFINITE = /^[+-]?inf(inity)?$/i;

/** What a text is, as far as numbers go. */
export type Written =
  | { readonly kind: "number" | "comma" | "bound"; readonly value: number }
  | { readonly kind: "infinite" | "text"; readonly value?: undefined };

/** Reads a text as a number: as it is, with a decimal comma, or as a bound such as `<5`. */
export function readWritten(text: string): Written {
  if (NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? { kind: "number", value } : { kind: "infinite" };
  }
  if (COMMA.test(text)) return { kind: "comma", value: Number(text.replace(",", ".")) };
  const bound = BOUND.exec(text);
  if (bound !== null) return { kind: "bound", value: Number(bound[1].replace(",", ".")) };
  return { kind: INFINITE.test(text) ? "infinite" : "text" };
}

/** Whether a text is 1200 with this mark between thousands, or 1.2 with three decimals behind it. */
export function isUnclearNumber(text: string, mark: "," | "."): boolean {
  return GROUPED[mark].test(text);
}

/** The unit behind a number, such as "mg" in "2.5 mg" or "%" in "40%". */
export function unitBehind(text: string): string | undefined {
  return WITH_UNIT.exec(text)?.[1].trim();
}

/** So many widths of the middle half beyond it, on either side. */
function fence(sorted: readonly number[], widths: number): readonly [low: number, high: number] {
  const [tenth, first, third, ninth] = [0.1, 0.25, 0.75, 0.9].map((at) => quantile(sorted, at));
  const spread = Math.max(third - first, (ninth - tenth) / 2);
  // Where nine in ten are alike there is no telling what is far from them.
  return spread === 0 ? [-Infinity, Infinity] : [first - widths * spread, third + widths * spread];
}

/** No measurement in any unit is larger. */
const ABSURD = 1e15;

/**
 * The ends of what may be meant: five widths of the middle half beyond it or, where all but a few
 * values are above 0, three on the logarithmic scale if that is further, so that a long tail is not
 * taken for a typing error. Far values are typing errors only if
 * they also stand apart, which is for the caller to see.
 *
 * @param sorted Rising numbers, at least one.
 *
 * @example
 * ```ts
 * import { plausibleEnds } from "heartbook/data/draft/numbers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ages = [24, 31, 38, 42, 45, 49, 50, 55, 58, 61, 64, 67, 70, 640];
 * const [low, high] = plausibleEnds(ages);
 * assertEquals([ages[0] > low, 89 < high, 640 > high], [true, true, true]);
 * ```
 */
export function plausibleEnds(sorted: readonly number[]): readonly [number, number] {
  const sane = sorted.filter((value) => Math.abs(value) < ABSURD);
  if (sane.length < 10) return [-ABSURD, ABSURD];
  const [low, high] = fence(sane, 5);
  const ends: [number, number] = [low, high];
  if (quantile(sane, 0.05) > 0) {
    const logs = sane.filter((value) => value > 0).map(Math.log);
    const [logLow, logHigh] = fence(logs, 3);
    ends[0] = Math.min(low, Math.exp(logLow));
    ends[1] = Math.max(high, Math.exp(logHigh));
  }
  return [Math.max(ends[0], -ABSURD), Math.min(ends[1], ABSURD)];
}

/** Negative or all-nines numbers that people write for "not recorded". */
const SENTINELS = [-9999, -999, -99, -9, -8, -7, -1, 99, 999, 9999, 99999];

/**
 * Numbers such as -9 and 999 that stand for "not recorded": the only ones below 0, or all nines
 * and beyond the others by half as much as those spread.
 */
export function findSentinels(sorted: readonly number[]): number[] {
  const present = SENTINELS.filter((value) => sorted.includes(value));
  const others = sorted.filter((value) => !present.includes(value));
  if (others.length < 5) return [];
  const lowest = others[0], highest = others[others.length - 1];
  return present.filter((value) =>
    value < 0 ? lowest >= 0 : value > highest + (highest - lowest) / 2
  );
}

/** Twice as wide as what was seen, but no lower than 0 where nothing below 0 was seen. */
export function plausibleRange(low: number, high: number): [number, number] {
  const room = (high - low) / 2;
  const [from, to] = [low - room, high + room].map((end) => Number(end.toPrecision(3)));
  return [low >= 0 ? Math.max(0, Math.min(low, from)) : Math.min(low, from), Math.max(high, to)];
}
