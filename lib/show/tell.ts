/** Curves told in words, for readers who cannot see them. */

/** A place on a curve. */
export interface Place {
  readonly x: number | string;
  readonly y: number;
}

/**
 * A number in three digits that count, with a minus sign that is one.
 *
 * @example
 * ```ts
 * import { tellNumber } from "heartbook/show/tell.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([-0.04168, 303, 12.183, 0].map(tellNumber), ["−0.0417", "303", "12.2", "0"]);
 * ```
 */
export function tellNumber(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  return String(rounded).replace("-", "−");
}

/**
 * A correlation: two decimals are what so few patients bear, and none is larger than 1.
 *
 * @example
 * ```ts
 * import { tellCorrelation } from "heartbook/show/tell.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([-0.387, 0.3, -0.004, 1].map(tellCorrelation), ["−.39", ".30", ".00", "1.00"]);
 * ```
 */
export function tellCorrelation(value: number): string {
  const digits = Math.abs(value).toFixed(2).replace(/^0/, "");
  return value < 0 && digits !== ".00" ? `−${digits}` : digits;
}

/**
 * Where a curve begins and ends, and where it is highest and lowest in between.
 *
 * @param points In the order of the curve.
 * @throws `RangeError` for no points.
 *
 * @example
 * ```ts
 * import { tellCurve } from "heartbook/show/tell.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [{ x: 1, y: 0.73 }, { x: 50, y: 0.902 }, { x: 100, y: 0.9 }];
 * assertEquals(tellCurve(points), "0.73 at 1, 0.9 at 100, highest 0.902 at 50");
 * ```
 */
export function tellCurve(points: readonly Place[]): string {
  if (points.length === 0) throw new RangeError("tellCurve: expected points, got none");
  const [first, last] = [points[0], points[points.length - 1]];
  const tell = ({ x, y }: Place): string =>
    `${tellNumber(y)} at ${typeof x === "number" ? tellNumber(x) : x}`;
  const highest = points.reduce((best, point) => point.y > best.y ? point : best, first);
  const lowest = points.reduce((best, point) => point.y < best.y ? point : best, first);
  const ends = [first, last].map(({ y }) => tellNumber(y));
  const isEnd = ({ y }: Place): boolean => ends.includes(tellNumber(y));
  return [
    tell(first),
    ...(points.length > 1 ? [tell(last)] : []),
    ...(isEnd(highest) ? [] : [`highest ${tell(highest)}`]),
    ...(isEnd(lowest) ? [] : [`lowest ${tell(lowest)}`]),
  ].join(", ");
}
