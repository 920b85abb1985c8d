/** A column of numbers, or of days, with its range and what stands for a number. */
import { countOf } from "../../text.ts";
import type { NumberFeature } from "../../types.ts";
import type { Drafted } from "./category.ts";
import type { TextColumn } from "./column.ts";
import { type Doubt, quoteSome, typedName } from "./doubt.ts";
import { labelOf } from "./names.ts";
import {
  findSentinels,
  plausibleEnds,
  plausibleRange,
  readWritten,
  type Written,
} from "./numbers.ts";

/** More far values than this share are no typing errors but a long tail. */
const FEW = 0.02;

/**
 * A number feature of a column that is mostly numbers: texts among them and numbers that cannot be
 * meant are taken for missing, bounds such as `<5` for the bound; each is a doubt.
 */
export function draftNumber(column: TextColumn): Drafted<NumberFeature> {
  const { name, counts, recorded } = column;
  const written = new Map([...counts.keys()].map((text) => [text, readWritten(text)] as const));
  const textsOf = (...kinds: readonly Written["kind"][]): string[] =>
    [...written].filter(([, { kind }]) => kinds.includes(kind)).map(([text]) => text);
  const countTexts = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + counts.get(text)!, 0);

  const sorted = [...written].flatMap(([text, { value }]) =>
    value === undefined ? [] : new Array<number>(counts.get(text)!).fill(value)
  ).sort((a, b) => a - b);
  const sentinels = findSentinels(sorted);
  const plain = sorted.filter((value) => !sentinels.includes(value));
  const [low, high] = plausibleEnds(plain);
  const below = plain.filter((value) => value < low), above = plain.filter((value) => value > high);
  const far = [...below, ...above];
  const isTail = far.length > Math.max(3, FEW * plain.length) &&
    far.every((value) => Math.abs(value) < 1e15);
  const near = plain.slice(below.length, plain.length - above.length);
  const lowest = near[0], highest = near[near.length - 1], width = highest - lowest;
  // Apart is what is further from the others than they are from each other: the next value of a
  // long tail is not.
  const isBelow = !isTail && lowest - below[below.length - 1] > width;
  const isAbove = !isTail && above[0] - highest > width;
  const kept = plain.slice(
    isBelow ? below.length : 0,
    isAbove ? plain.length - above.length : undefined,
  );
  const least = kept[0], most = kept[kept.length - 1];

  const textsWith = (fits: (value: number) => boolean): string[] =>
    [...written].filter(([, { value }]) => value !== undefined && fits(value)).map(([text]) =>
      text
    );
  const sentinelTexts = textsWith((value) => sentinels.includes(value));
  const farTexts = textsWith((value) =>
    !sentinels.includes(value) && (value < least || value > most)
  );
  const strange = textsOf("text");
  const infinite = textsOf("infinite");
  const bounds = textsOf("bound").filter((text) => !farTexts.includes(text));
  const commas = textsOf("comma");
  const missing = [...sentinelTexts, ...farTexts, ...strange, ...infinite];

  // Beyond 2^53 a number is its nearest neighbour that can be held, so it counts nothing.
  const whole = kept.every(Number.isSafeInteger);
  const long = textsWith((value) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && value >= least && value <= most
  );
  const [from, to] = plausibleRange(least, most);
  const feature: NumberFeature = {
    kind: "number",
    name,
    label: labelOf(name),
    unit: "",
    range: whole ? [Math.floor(from), Math.ceil(to)] : [from, to],
    ...(whole ? { whole } : {}),
    ...(missing.length > 0 ? { missing } : {}),
    ...(bounds.length > 0
      ? { codes: Object.fromEntries(bounds.map((text) => [text, written.get(text)!.value!])) }
      : {}),
    ...(commas.length > 0 ? { decimal: "," } : {}),
    about: `A number, recorded in ${recorded - countTexts(missing)} rows.`,
  };
  const doubt = (texts: readonly string[], rest: Omit<Doubt, "column">): Doubt[] =>
    texts.length === 0 ? [] : [{ column: name, ...rest }];
  const inRows = (texts: readonly string[]): string =>
    `${quoteSome(texts)} in ${countOf(countTexts(texts), "row")}`;
  const keep = "take them out of `missing` of the column in schema.json";
  return {
    feature,
    doubts: [
      ...doubt(sentinelTexts, {
        seen: `${inRows(sentinelTexts)}, apart from all other values`,
        assumed: "nothing was recorded there",
        otherwise: keep,
        rests: { missing: sentinelTexts },
      }),
      ...doubt(farTexts, {
        seen: `${inRows(farTexts)}, far from all others (${least} to ${most})`,
        assumed: "a typing error: taken for not recorded",
        otherwise: `correct the cells, or ${keep} and widen its range`,
        rests: { missing: farTexts },
      }),
      ...doubt(infinite, {
        seen: `${inRows(infinite)}, which is no measurement`,
        assumed: "nothing was recorded there",
        otherwise: "correct the cells",
        rests: { missing: infinite },
      }),
      ...doubt(strange, {
        seen: `${inRows(strange)} among numbers`,
        assumed: "nothing was recorded there",
        otherwise: "correct the cells, or give each text its number in `codes` in schema.json",
        rests: { missing: strange },
      }),
      ...doubt(long, {
        seen: `${inRows(long)}: too long to be told apart by their last digits`,
        assumed: "read as amounts, to 15 digits",
        otherwise: `--ignore ${typedName(name)}, if they name something`,
        rests: { kind: "number" },
      }),
      ...doubt(bounds, {
        seen: `${inRows(bounds)}: only a bound is known`,
        assumed: `the bound itself is taken: ${
          bounds.slice(0, 2).map((text) => `"${text}" counts as ${written.get(text)!.value}`).join(
            ", ",
          )
        }`,
        otherwise: "change its number in `codes` in schema.json",
        rests: { codes: feature.codes },
      }),
      ...doubt(commas, {
        seen: `${inRows(commas)}: decimals after a comma`,
        assumed: "read as decimals",
        otherwise: "write points, or take `decimal` out of schema.json",
        rests: { decimal: "," },
      }),
    ],
  };
}
