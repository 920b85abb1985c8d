/** Decimal numbers in bytes, as exact as those that `Number` makes of the text. */

const MINUS = 0x2d, POINT = 0x2e, ZERO = 0x30;

/** Powers of ten that a float64 holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** So many digits make a whole number that a float64 holds exactly. */
const EXACT_DIGITS = 15;
const MOST_DIGITS = 19;

/** Splits a float64 into two halves whose products are exact (Veltkamp). */
const HALVES = 2 ** 27 + 1;

/** What a product loses when it is rounded (Dekker). */
function productError(a: number, b: number, product: number): number {
  const wideA = HALVES * a, highA = wideA - (wideA - a), lowA = a - highA;
  const wideB = HALVES * b, highB = wideB - (wideB - b), lowB = b - highB;
  return ((highA * highB - product) + highA * lowB + lowA * highB) + lowA * lowB;
}

/**
 * (first · 10^more + rest) / divisor, rounded once; `NaN` where the arithmetic here is too short
 * to tell in which of two directions.
 */
function divide(
  { first, more, rest, divisor }: { first: number; more: number; rest: number; divisor: number },
): number {
  const product = first * POWERS[more];
  const sum = product + rest;
  const low = (rest - (sum - product)) + productError(first, POWERS[more], product);
  const quotient = sum / divisor;
  const back = quotient * divisor;
  const left = (sum - back) - productError(quotient, divisor, back);
  const correction = (left + low) / divisor;
  const doubt = (Math.abs(left) + Math.abs(low)) / divisor * 2 ** -45;
  const one = quotient + (correction - doubt), other = quotient + (correction + doubt);
  return one === other ? one : NaN;
}

/**
 * The number that stands in bytes from `start` up to `end` as digits, with a minus sign or not, with
 * a point (or a comma, where `comma` is its byte) and decimals or not. `NaN` for all else, for more
 * than 19 digits, and for the few that need more care: `Number` reads those.
 *
 * Source: Dekker (1971), Numerische Mathematik 18, doi:10.1007/BF01397083.
 *
 * @example
 * ```ts
 * import { readDecimal } from "heartbook/data/cells/number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = (text: string) => readDecimal(new TextEncoder().encode(text), 0, text.length);
 * assertEquals([read("-0.1"), read("1234567890.1234567"), read("1e5")], [
 *   -0.1,
 *   1234567890.1234567,
 *   NaN,
 * ]);
 * ```
 */
export function readDecimal(bytes: Uint8Array, start: number, end: number, comma = POINT): number {
  const isNegative = bytes[start] === MINUS;
  let at = isNegative ? start + 1 : start;
  const firstDigit = at;
  let first = 0, rest = 0, digits = 0, point = -1;
  for (; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits < EXACT_DIGITS) first = first * 10 + digit;
      else rest = rest * 10 + digit;
      digits++;
    } else if (point < 0 && at > firstDigit && (bytes[at] === POINT || bytes[at] === comma)) {
      point = at;
    } else return NaN;
  }
  if (digits === 0 || digits > MOST_DIGITS) return NaN;
  const decimals = point < 0 ? 0 : end - point - 1;
  const value = digits <= EXACT_DIGITS
    ? first / POWERS[decimals]
    : divide({ first, more: digits - EXACT_DIGITS, rest, divisor: POWERS[decimals] });
  return isNegative ? -value : value;
}
