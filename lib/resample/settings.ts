/** Lists of settings to try: every combination, or a seeded draw. */
import { demandOptions, demandWhole } from "../demand.ts";
import { type Random, seeded } from "../random.ts";

/** For each setting the values to try. */
export type SettingsGrid<Settings> = { readonly [Key in keyof Settings]: readonly Settings[Key][] };

/** For each setting how to draw a value: one of a list, or a function of the random stream. */
export type SettingsSpace<Settings> = {
  readonly [Key in keyof Settings]:
    | readonly Settings[Key][]
    | ((random: Random) => Settings[Key]);
};

/**
 * Every combination of the values, the last setting changing fastest.
 *
 * @throws `RangeError` for a setting without values.
 *
 * @example
 * ```ts
 * import { gridOf } from "heartbook/resample/settings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gridOf({ k: [1, 3], weights: ["uniform"] }), [
 *   { k: 1, weights: "uniform" },
 *   { k: 3, weights: "uniform" },
 * ]);
 * ```
 */
export function gridOf<Settings>(grid: SettingsGrid<Settings>): Settings[] {
  const entries = Object.entries(grid) as [string, readonly unknown[]][];
  const combined = entries.reduce<Record<string, unknown>[]>((sofar, [name, values]) => {
    if (values.length === 0) throw new RangeError(`gridOf: expected values for ${name}, got none`);
    return sofar.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value })));
  }, [{}]);
  return combined as Settings[];
}

/**
 * `count` independent draws from the space: the settings of a randomised search.
 *
 * @throws `RangeError` for a count below 1 or a setting without values.
 *
 * @example
 * ```ts
 * import { drawSettings, logUniform } from "heartbook/resample/settings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const drawn = drawSettings({ C: logUniform(0.01, 100) }, { count: 20, seed: 1 });
 * assertEquals(drawn.every(({ C }) => C >= 0.01 && C <= 100), true);
 * ```
 */
export function drawSettings<Settings>(
  space: SettingsSpace<Settings>,
  options: { readonly count: number; readonly seed: number },
): Settings[] {
  demandOptions("drawSettings", options, ["count", "seed"]);
  const { count, seed } = options;
  demandWhole("count", count, 1);
  const random = seeded(seed);
  const entries = Object.entries(space) as [
    string,
    SettingsSpace<Record<string, unknown>>[string],
  ][];
  return Array.from({ length: count }, () =>
    Object.fromEntries(entries.map(([name, values]) => {
      if (typeof values === "function") return [name, values(random)];
      if (values.length === 0) throw new RangeError(`drawSettings: no values for ${name}`);
      return [name, values[random.integer(values.length)]];
    })) as Settings);
}

/**
 * Draws between `low` and `high` so that each order of magnitude is equally likely.
 *
 * @throws `RangeError` unless 0 < low <= high.
 */
export function logUniform(low: number, high: number): (random: Random) => number {
  if (!(low > 0 && high >= low && high < Infinity)) {
    throw new RangeError(`logUniform: expected 0 < low <= high, got ${low} and ${high}`);
  }
  return (random) => low * (high / low) ** random.uniform();
}
