/** The allowed settings of a model as data, checked when a model is fitted. */
import { demand } from "../demand.ts";

/** The allowed values of a setting, with their description. */
export interface Allowed {
  readonly expected: string;
  readonly allows: (value: unknown) => boolean;
  /** True of a setting without a default. */
  readonly isNeeded?: boolean;
}

/** One entry per setting, so that the compiler finds a missing one. */
export type AllowedSettings<Settings> = { readonly [Key in keyof Required<Settings>]: Allowed };

/** A finite number above `low`. */
export function above(low: number): Allowed {
  return {
    expected: `a finite number above ${low}`,
    allows: (value) => typeof value === "number" && value > low && value < Infinity,
  };
}

/** A finite number in a range, both ends included. */
export function from(low: number, high = Infinity): Allowed {
  return {
    expected: high === Infinity
      ? `a finite number of ${low} or more`
      : `a number in ${low} to ${high}`,
    allows: (value) =>
      typeof value === "number" && value >= low && value <= high && value < Infinity,
  };
}

/** A whole number in a range, both ends included. */
export function whole(low: number, high = Infinity): Allowed {
  const range = high === Infinity ? `of ${low} or more` : `from ${low} to ${high}`;
  return {
    expected: `a whole number ${range}`,
    allows: (value) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high,
  };
}

/** A share that is above 0 and at most 1. */
export const share: Allowed = {
  expected: "a number above 0 and at most 1",
  allows: (value) => typeof value === "number" && value > 0 && value <= 1,
};

/** One of these values. */
export function oneOf(...values: readonly unknown[]): Allowed {
  return {
    expected: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    allows: (value) => values.includes(value),
  };
}

/** The values of `allowed`, or this value. */
export function or(value: unknown, allowed: Allowed): Allowed {
  const text = typeof value === "string" ? `"${value}"` : `${value}`;
  return {
    expected: `${allowed.expected}, or ${text}`,
    allows: (got) => got === value || allowed.allows(got),
  };
}

/** The values of `allowed`, of which one must be given. */
export function needed(allowed: Allowed): Allowed {
  return { ...allowed, isNeeded: true };
}

/** Anything here: it is checked against the data later. */
export const checkedWithData: Allowed = {
  expected: "a value that fits the data",
  allows: () => true,
};

/**
 * Demands that each setting is known and allowed, and given where there is no default. A setting
 * that is `undefined` counts as left out.
 *
 * @throws `RangeError` naming the model, the setting, what was expected and what came.
 *
 * @example
 * ```ts
 * import { above, checkAllowed } from "heartbook/models/allowed.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const allowed = { C: above(0) };
 * assertThrows(
 *   () => checkAllowed("svm", { C: -1 }, allowed),
 *   RangeError,
 *   "svm: C: expected a finite number above 0, got -1",
 * );
 * ```
 */
export function checkAllowed<Settings extends object>(
  model: string,
  settings: Settings,
  allowed: AllowedSettings<Settings>,
): void {
  const given = (settings ?? {}) as Readonly<Record<string, unknown>>;
  const known: Readonly<Record<string, Allowed>> = allowed;
  for (const name of Object.keys(known)) {
    const { isNeeded, expected } = known[name];
    const holds = !isNeeded || given[name] !== undefined;
    demand(holds, { field: `${model}: ${name}`, expected, got: "nothing" });
  }
  for (const name of Object.keys(given)) {
    const got = given[name];
    if (got === undefined) continue;
    const field = `${model}: ${name}`;
    if (!Object.hasOwn(known, name)) {
      demand(false, { field, expected: describeNames(Object.keys(known)), got: `"${name}"` });
    }
    const { allows, expected } = known[name];
    demand(allows(got), { field, expected, got });
  }
}

function describeNames(known: readonly string[]): string {
  return known.length === 0 ? "no settings" : `a setting of ${known.join(", ")}`;
}
