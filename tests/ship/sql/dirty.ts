/** Patients as they come: some whole, some with cells that no schema should take on trust. */
import { seeded } from "heartbook/random.ts";
import type { Dataset, Feature } from "heartbook/types.ts";

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
