/** Dates as days since another day, as `dayNumber` reads them, in arithmetic that all databases know. */
import { dayNumber } from "../../schema.ts";
import type { DateOrder } from "../../types.ts";
import type { Dialect } from "./dialect.ts";

/** Where a layout has a part: its first character, from 1, and how many. */
type Place = readonly [start: number, length: number];

interface Layout {
  readonly pattern: string;
  readonly year: Place;
  readonly month: Place;
  readonly day: Place;
}

/** Any time of day, on the same line. */
const TIME = "([T ][^\n\r\u2028\u2029]*)?";

const ISO: Layout = {
  pattern: `[0-9]{4}-[0-9]{2}-[0-9]{2}${TIME}`,
  year: [1, 4],
  month: [6, 2],
  day: [9, 2],
};

/** Day and month of one or two digits, in this order, and the year, with this mark between them. */
function layOut(mark: string, first: "day" | "month"): Layout[] {
  const lengths = [1, 2].flatMap((a) => [1, 2].map((b) => [a, b] as const));
  return lengths.map(([a, b]) => {
    const before: Place = [1, a], after: Place = [a + 2, b];
    return {
      pattern: `[0-9]{${a}}[${mark}][0-9]{${b}}[${mark}][0-9]{4}${TIME}`,
      year: [a + b + 3, 4],
      day: first === "day" ? before : after,
      month: first === "day" ? after : before,
    };
  });
}

const DOTTED = layOut(".", "day");
const SLASHED: Readonly<Record<DateOrder, readonly Layout[]>> = {
  "day/month/year": layOut("/", "day"),
  "month/day/year": layOut("/", "month"),
};

/** Year, month and day of a text as three expressions, `NULL` where it is not laid out as a date. */
export function writeDateParts(
  text: string,
  { matches, toNumber }: Dialect,
  order?: DateOrder,
): readonly [year: string, month: string, day: string] {
  const layouts = [ISO, ...DOTTED, ...order === undefined ? [] : SLASHED[order]];
  const write = (part: "year" | "month" | "day"): string => {
    const cases = layouts.map(({ pattern, [part]: [start, length] }) =>
      `WHEN ${matches(text, pattern)} THEN ${toNumber(`SUBSTR(${text}, ${start}, ${length})`)}`
    );
    return `CASE ${cases.join(" ")} END`;
  };
  return [write("year"), write("month"), write("day")];
}

/**
 * The days from `since` to a date whose year, month and day are columns; `NULL` for a date that is
 * not in the calendar, such as 30 February. Years are counted from March, so that a leap day ends
 * one.
 *
 * Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export function writeDaysSince(
  since: string,
  [year, month, day]: readonly [year: string, month: string, day: string],
  { writeNumber: number }: Dialect,
): string {
  const over = (value: string, by: number): string => `FLOOR((${value}) / ${number(by)})`;
  const ends = (by: number): string => `${year} = ${number(by)} * ${over(year, by)}`;
  const isLeap = `(${ends(400)} OR ${ends(4)} AND NOT ${ends(100)})`;
  const is = (...months: readonly number[]): string =>
    `${month} IN (${months.map(number).join(", ")})`;
  const last = `CASE WHEN ${is(4, 6, 9, 11)} THEN ${number(30)} WHEN ${is(2)} AND ${isLeap} ` +
    `THEN ${number(29)} WHEN ${is(2)} THEN ${number(28)} ELSE ${number(31)} END`;
  const isEarly = `${month} <= ${number(2)}`;
  const marchYear = `(${year} - CASE WHEN ${isEarly} THEN ${number(1)} ELSE ${number(0)} END)`;
  const marchMonth = `(${month} + CASE WHEN ${isEarly} THEN ${number(9)} ELSE ${number(-3)} END)`;
  const days =
    `${number(365)} * ${marchYear} + ${over(marchYear, 4)} - ${over(marchYear, 100)} + ` +
    `${over(marchYear, 400)} + ` +
    `${over(`${number(153)} * ${marchMonth} + ${number(2)}`, 5)} + ${day}`;
  // The sum of 1 January 1970.
  const epoch = number(719_469 + dayNumber(since));
  return `CASE WHEN ${month} >= ${number(1)} AND ${month} <= ${number(12)} AND ` +
    `${day} >= ${number(1)} AND ${day} <= ${last} THEN ${days} - ${epoch} END`;
}
