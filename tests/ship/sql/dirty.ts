/** Patients as they come: some whole, some with cells that no schema should take on trust. */
import { seeded } from "heartbook/random.ts";
import type { Dataset, DateOrder, Feature, FeatureSchema } from "heartbook/types.ts";

/** A cell of a table: text, a number, not a number or infinity, or nothing. */
export type Raw = string | number | null;

/** One patient by column. */
export type DirtyRow = Readonly<Record<string, Raw>>;

/** Texts that somebody, somewhere, has written into a cell. */
const ODD: readonly string[] = [
  ...["", " ", "\u00a0", "?", "-9", "-9.0", "-9.00", "-9e0", "NA", "na", "N/A", "null", "NULL"],
  ...["nan", "NaN", "inf", "Infinity", "-Infinity", "1e999", "-1e999", "1e-400", "1e9999"],
  ...["0", "1", "2", "3", "6", "7", "1.0", "3.0", "03", "+3", "3.", "3e0", "2.5", "-1"],
  ...["5.8", "630", "0.0", "-0", "1e2", "1E2", ".5", "1,4", "-1,4", "1,234.5", "0x3f", "1_000"],
  ...[
    "male",
    "Male",
    " male ",
    "\u00a0female\u2003",
    "female\u0085",
    "man",
    "yes",
    "Yes",
    "normal",
  ],
  ...["constructor", "__proto__", "toString", "'", '"', "it's", "a\nb", "\t63\n", "63\u0085"],
  ...["٦٣", "６３", "63 years", "💓", "0".repeat(500) + "1", "true", "asymptomatic\u200b"],
];

/** Numbers that a column of doubles may hold. */
const ODD_NUMBERS: readonly number[] = [
  ...[NaN, Infinity, -Infinity, -9, 0, -0, 1, 2, 3, 6, 7, 2.5, -1, 5.8, 630, 1e300, 5e-324],
  ...[1e21, 1e-7, 99.99999999999999, 2 ** 53],
];

/** What can be odd of this feature in particular: its ends, and a little beyond. */
function edges(feature: Feature): number[] {
  if (feature.kind === "category") return [];
  const [low, high] = feature.range;
  return [low, high, low - 1e-9, high + 1e-9, low - 1, high + 1, (low + high) / 2];
}

/**
 * Patients drawn anew, their cells changed now and then: codes for levels, missing cells, and odd
 * ones.
 *
 * @param options `numbers` for columns of doubles where the feature is a number, else all is text.
 */
export function dirtyRows(
  { schema, rows }: Dataset,
  options: { readonly count: number; readonly seed: number; readonly numbers: boolean },
): DirtyRow[] {
  const random = seeded(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)];

  function dirty(feature: Feature, cell: Raw): Raw {
    const chance = random.uniform();
    const asNumbers = options.numbers && feature.kind === "number";
    if (chance < 0.04) {
      if (asNumbers) return pick([...ODD_NUMBERS, ...edges(feature)]);
      return pick([...ODD, ...edges(feature).map(String)]);
    }
    if (chance < 0.1) return null;
    if (chance < 0.2 && feature.kind === "number" && cell !== null) {
      return Number(cell) + (feature.whole ? 0 : random.uniform() - 0.5);
    }
    if (chance < 0.5 && feature.kind === "category") {
      const code = Object.entries(feature.codes ?? {}).find(([, level]) => level === cell)?.[0];
      return code === undefined ? cell : pick([code, `${code}.0`, ` ${code}`]);
    }
    return cell;
  }

  return Array.from({ length: options.count }, () => {
    const row = pick(rows);
    return Object.fromEntries(schema.features.map((feature) => {
      const cell = dirty(feature, row[feature.name]);
      const isText = !(options.numbers && feature.kind === "number");
      return [feature.name, isText && cell !== null ? String(cell) : cell];
    }));
  });
}

/** The schema with ages that are days since 1 March 1980, so that any date may stand there. */
export function withDates(schema: FeatureSchema, dates?: DateOrder): FeatureSchema {
  const features = schema.features.map((feature) =>
    feature.name === "age"
      ? {
        ...feature,
        range: [-800_000, 800_000],
        since: "1980-03-01",
        codes: { today: 0 },
        missing: ["0000-00-00"],
        ...(dates === undefined ? {} : { dates }),
      } as Feature
      : feature
  );
  return { ...schema, features };
}

/** Texts that are nearly dates, or odd ones. */
const ODD_DATES: readonly string[] = [
  ...["1980-03-01", "1980-02-29", "1900-02-29", "2000-02-29", "2023-02-29", "1970-01-01"],
  ...["0000-02-29", "0063-05-01", "9999-12-31", "2019-04-01T08:30", "2019-04-01 at noon"],
  ...["2019-04-01x", "2019-04-01T\n", "2019-04-01 a\nb", " 2019-04-01 ", "\u00a01.4.2019"],
  ...["2019-4-1", "1.4.19", "001.4.2019", "1.4.2019 08:30", "1/4/2019", "13/4/2019"],
  ...["4/13/2019 8:30", "1/4.2019", "20190401", "today", "0000-00-00", "", "?", "-9", "43556"],
  ...["٢٠١٩-04-01", "0001-01-01", "2019-04-01T\u2028x"],
];

/** The odd dates, and so many drawn in three layouts, not all of them in the calendar. */
export function dirtyDates(
  { count, seed }: { readonly count: number; readonly seed: number },
): string[] {
  const random = seeded(seed);
  const pad = (value: number): string => String(value).padStart(2, "0");
  const drawn = Array.from({ length: count }, () => {
    const year = String(random.integer(random.uniform() < 0.5 ? 3000 : 150)).padStart(4, "0");
    const [month, day] = [random.integer(14), random.integer(33)];
    const mark = random.uniform() < 0.5 ? "." : "/";
    return random.uniform() < 0.4
      ? `${year}-${pad(month)}-${pad(day)}`
      : `${random.uniform() < 0.5 ? pad(day) : day}${mark}${month}${mark}${year}`;
  });
  return [...ODD_DATES, ...drawn];
}
