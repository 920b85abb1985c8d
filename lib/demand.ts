/** Checks whose errors name the field, what was expected and what came. */

/**
 * The largest magnitude that a cell may hold: about the largest float32, to which the trees round.
 * No measurement comes near it, and its square does not overflow.
 */
const LARGEST_CELL = 3.4e38;

/** Whether a number is safe to compute with: finite and no larger than {@link LARGEST_CELL}. */
export function isComputable(value: number): boolean {
  return Math.abs(value) <= LARGEST_CELL; // written so that NaN is not
}

/** "a finite number", or the bound where the number is finite but beyond it. */
export function describeComputable(value: number): string {
  return Number.isFinite(value)
    ? `a number between -${LARGEST_CELL} and ${LARGEST_CELL}`
    : "a finite number";
}

/** The expected and the actual content of a field. */
export interface Demand {
  readonly field: string;
  readonly expected: string;
  readonly got: unknown;
}

/** Throws a `RangeError` that names the field unless it holds. */
export function demand(holds: boolean, { field, expected, got }: Demand): void {
  if (!holds) throw new RangeError(`${field}: expected ${expected}, got ${got}`);
}

/** Demands a list of this length. */
export function demandLength(field: string, list: readonly unknown[], length: number): void {
  demand(list.length === length, { field, expected: `${length} entries`, got: list.length });
}

/** Demands that each name occurs only once. */
export function demandUnique(field: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  demand(twice === undefined, { field, expected: "each name once", got: `"${twice}" twice` });
}

/** Demands one of the listed names. */
export function demandKnown(field: string, name: unknown, known: readonly unknown[]): void {
  demand(known.includes(name), { field, expected: `one of ${known.join(", ")}`, got: `"${name}"` });
}

/** Demands numbers in non-decreasing order. */
export function demandRising(field: string, numbers: readonly number[]): void {
  const fall = numbers.findIndex((value, i) => i > 0 && value < numbers[i - 1]);
  const got = `${numbers[fall]} after ${numbers[fall - 1]}`;
  demand(fall < 0, { field: `${field}[${fall}]`, expected: "numbers that never fall", got });
}

/** Demands a whole number, `least` or more. */
export function demandWhole(field: string, value: number, least: number): void {
  const holds = Number.isInteger(value) && value >= least;
  demand(holds, { field, expected: `a whole number from ${least}`, got: value });
}

/** Demands a share above 0 and up to 1. */
export function demandShare(field: string, value: number): void {
  demand(value > 0 && value <= 1, { field, expected: "a share above 0 and up to 1", got: value });
}

/** Letters to change, add or drop to make one word of another. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + Number(a[i] !== b[j])));
    }
    row = next;
  }
  return row[b.length];
}

/** How unlike two names are; one that begins the other, as chol does cholesterol, is near. */
function unlikeness(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one.startsWith(other) || other.startsWith(one)) return 0.5;
  return editDistance(one, other);
}

/**
 * Demands the name of a column or of an option; the message gives the nearest ones there are.
 *
 * @throws `RangeError` for any other name.
 *
 * @example
 * ```ts
 * import { demandName } from "heartbook/demand.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const known = ["age", "sex", "chol", "thal"];
 * assertThrows(
 *   () => demandName("column", "cholesterol", known),
 *   RangeError,
 *   'column "cholesterol": unknown name; the nearest are chol, sex, thal',
 * );
 * ```
 */
export function demandName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = known.toSorted((a, b) => unlikeness(a, name) - unlikeness(b, name)).slice(0, 3);
  throw new RangeError(
    `${what} "${name}": unknown name; the nearest ${nearest.length === 1 ? "is" : "are"} ${
      nearest.join(", ")
    }`,
  );
}

/**
 * Demands that options have no name that nobody reads: a misspelt one would be ignored in silence.
 * TypeScript does so too, but a cell in JavaScript has no such help.
 *
 * @param known All names there are; the compiler tells one that is missing, or one too many.
 * @throws `TypeError` for options that are not an object, `RangeError` for an unknown name.
 *
 * @example
 * ```ts
 * import { demandOptions } from "heartbook/demand.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const options: { title?: string } = { titel: "Hearts" } as object;
 * assertThrows(() => demandOptions("chart", options, ["title"]), RangeError, "the nearest is title");
 * ```
 */
export function demandOptions<
  Options extends object,
  const Known extends readonly (keyof Options & string)[],
>(
  what: string,
  options: Options,
  known: Known & ([Exclude<keyof Options, Known[number]>] extends [never] ? unknown : never),
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const [example] = known as readonly string[];
    throw new TypeError(`${what}: expected options such as { ${example}: … }, got ${options}`);
  }
  for (const name of Object.keys(options)) demandName(`${what}: option`, name, known);
}
