/** A column of dates as days since the earliest. */
import { dayNumber } from "../../schema.ts";
import type { DateOrder, NumberFeature } from "../../types.ts";
import type { Drafted } from "./category.ts";
import type { TextColumn } from "./column.ts";
import { type Doubt, typedName } from "./doubt.ts";
import { labelOf } from "./names.ts";

/** How the dates of a column are to be read. */
export interface Dates {
  /** Where they have slashes: the order of their parts, or both where no date tells. */
  readonly orders: readonly DateOrder[];
}

const ORDERS: readonly DateOrder[] = ["day/month/year", "month/day/year"];

/** How all recorded texts are dates; `undefined` where they are not. */
export function findDates({ counts }: TextColumn): Dates | undefined {
  const texts = [...counts.keys()];
  if (texts.length === 0) return undefined;
  const isRead = (order?: DateOrder): boolean =>
    texts.every((text) => !Number.isNaN(dayNumber(text, order)));
  if (isRead()) return { orders: [] };
  const orders = ORDERS.filter(isRead);
  return orders.length === 0 ? undefined : { orders };
}

/** Whether no date tells which part is the day. */
export function isUnclear({ orders }: Dates): boolean {
  return orders.length > 1;
}

/** The first date that can be read in this order alone. */
function tellingDate(texts: readonly string[], order: DateOrder): string {
  const other = ORDERS.find((each) => each !== order);
  return texts.find((text) => Number.isNaN(dayNumber(text, other)))!;
}

function doubtOrder(name: string, texts: readonly string[], dates: Dates): Doubt[] {
  const [order] = dates.orders;
  if (order === undefined) return [];
  const first = order === "day/month/year" ? "the day" : "the month";
  return [{
    column: name,
    seen: isUnclear(dates)
      ? `dates such as "${texts[0]}", of which none tells whether the day or the month comes first`
      : `dates such as "${tellingDate(texts, order)}", which can be read in one order only`,
    assumed: `${first} comes first`,
    otherwise: `"dates" of the column in schema.json, or write them as 2021-04-03`,
    rests: { dates: order },
  }];
}

/** The feature that a column of dates becomes; of two orders, the first. */
export function draftDays(column: TextColumn, dates: Dates): Drafted<NumberFeature> {
  const { name, counts, recorded } = column;
  const [order] = dates.orders;
  const dayOf = (text: string): number => dayNumber(text, order);
  const byDay = [...counts.keys()].sort((a, b) => dayOf(a) - dayOf(b));
  const [first, last] = [byDay[0], byDay[byDay.length - 1]];
  const since = new Date(dayOf(first) * 86_400_000).toISOString().slice(0, 10);
  const days = dayOf(last) - dayOf(first);
  return {
    feature: {
      kind: "number",
      name,
      label: labelOf(name),
      unit: `days since ${since}`,
      // New rows come later than those at hand.
      range: [-days, 3 * days],
      whole: true,
      since,
      ...(order === undefined ? {} : { dates: order }),
      about: `A date, recorded in ${recorded} rows.`,
    },
    doubts: [...doubtOrder(name, [...counts.keys()], dates), {
      column: name,
      seen: `dates, such as "${first}"`,
      assumed: `read as days since the earliest, ${since}`,
      otherwise: `--ignore ${typedName(name)}, as new rows always come later`,
      rests: { since },
    }],
  };
}
