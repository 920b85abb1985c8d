/** External validation in several places at once. */
import { demandOptions } from "../demand.ts";
import type { Scored } from "../types.ts";
import { validate, type Validation } from "./validation.ts";
import type { LevelOptions } from "../stats/intervals.ts";

/**
 * {@link validate} for each place.
 *
 * @throws as `validate` does, naming the place.
 *
 * @example
 * ```ts
 * import { validatePlaces } from "heartbook/measure/validate-places.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const here = { label: [1, 1, 0, 1, 0, 0], p: [0.9, 0.4, 0.7, 0.8, 0.2, 0.3] };
 * assertEquals(validatePlaces({ here }, { threshold: 0.5 }).here.diseased, 3);
 * const there = { label: [1, 1], p: [0.9, 0.8] };
 * assertThrows(() => validatePlaces({ there }, { threshold: 0.5 }), RangeError, "there: expected");
 * ```
 */
export function validatePlaces<Name extends string>(
  places: Readonly<Record<Name, Scored>>,
  options: LevelOptions & { readonly threshold: number },
): Record<Name, Validation> {
  demandOptions("validatePlaces", options, ["level", "threshold"]);
  const entries = Object.entries<Scored>(places).map(([name, scored]) => {
    try {
      return [name, validate(scored, options)];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`${name}: ${error.message}`, { cause: error });
    }
  });
  return Object.fromEntries(entries);
}

/** One figure per place, for example for a forest plot. */
export function pickFigure<Name extends string, Key extends keyof Validation>(
  places: Readonly<Record<Name, Validation>>,
  figure: Key,
): Record<Name, Validation[Key]> {
  const entries = Object.entries<Validation>(places);
  return Object.fromEntries(entries.map(([name, place]) => [name, place[figure]])) as Record<
    Name,
    Validation[Key]
  >;
}
