/** How strongly columns of any kind go together, pair by pair. */
import type { Dataset } from "../types.ts";
import { mean, sumOfSquares } from "../stats/moments.ts";

/** One pair of columns. */
export interface Association extends Record<string, string | number> {
  readonly a: string;
  readonly b: string;
  /**
   * "Pearson" for two numbers, "Cramér's V" for two categories, "correlation ratio" for one of
   * each.
   */
  readonly measure: "Pearson" | "Cramér's V" | "correlation ratio";
  /** Pearson is in [-1, 1]; the others have no direction and are in [0, 1]. */
  readonly value: number;
  /** Rows where both are recorded. */
  readonly n: number;
}

interface Variable {
  readonly name: string;
  readonly kind: "number" | "category";
  readonly cells: readonly (number | string | null)[];
}

type Pairs<A, B> = readonly (readonly [A, B])[];

function countValues(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Pearson's correlation of pairs of numbers; `NaN` where one of them is constant. */
export function pearson(pairs: Pairs<number, number>): number {
  const xs = pairs.map(([x]) => x), ys = pairs.map(([, y]) => y);
  const meanX = mean(xs), meanY = mean(ys);
  const together = pairs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return together / Math.sqrt(sumOfSquares(xs) * sumOfSquares(ys));
}

/** Not corrected for bias: the root of chi-square / (n (smaller number of levels - 1)). */
function cramersV(pairs: Pairs<string, string>): number {
  const rows = countValues(pairs.map(([a]) => a));
  const columns = countValues(pairs.map(([, b]) => b));
  const cells = countValues(pairs.map((pair) => JSON.stringify(pair)));
  let observed = 0;
  for (const [a, rowTotal] of rows) {
    for (const [b, columnTotal] of columns) {
      observed += (cells.get(JSON.stringify([a, b])) ?? 0) ** 2 / (rowTotal * columnTotal);
    }
  }
  return Math.sqrt(Math.max(0, observed - 1) / (Math.min(rows.size, columns.size) - 1));
}

/** Eta: the root of the share of a number's variance that lies between the levels. */
function correlationRatio(pairs: Pairs<string, number>): number {
  const numbers = pairs.map(([, number]) => number);
  const centre = mean(numbers);
  const groups = Map.groupBy(pairs, ([level]) => level);
  const between = [...groups.values()].reduce((sum, group) => {
    return sum + group.length * (mean(group.map(([, number]) => number)) - centre) ** 2;
  }, 0);
  return Math.sqrt(Math.min(1, between / sumOfSquares(numbers)));
}

function checkVaries({ name }: Variable, other: Variable, cells: readonly unknown[]): void {
  if (new Set(cells).size < 2) {
    throw new RangeError(
      `column ${name}: expected two different values among the ${cells.length} rows that record ` +
        `it and ${other.name}; leave the column out`,
    );
  }
}

function associate(a: Variable, b: Variable): Association {
  const pairs = a.cells.map((cell, i) => [cell, b.cells[i]] as const)
    .filter(([x, y]) => x !== null && y !== null);
  checkVaries(a, b, pairs.map(([x]) => x));
  checkVaries(b, a, pairs.map(([, y]) => y));
  const names = { a: a.name, b: b.name, n: pairs.length };
  if (a.kind === "number" && b.kind === "number") {
    return { ...names, measure: "Pearson", value: pearson(pairs as Pairs<number, number>) };
  }
  if (a.kind === "category" && b.kind === "category") {
    return { ...names, measure: "Cramér's V", value: cramersV(pairs as Pairs<string, string>) };
  }
  const levelFirst = a.kind === "category" ? pairs : pairs.map(([x, y]) => [y, x] as const);
  const value = correlationRatio(levelFirst as Pairs<string, number>);
  return { ...names, measure: "correlation ratio", value };
}

/**
 * Every ordered pair of columns, the outcome included as a category and each column with itself:
 * the cells of a heat map, row by row. Each pair uses the rows where both are recorded.
 *
 * Two numbers: Pearson's correlation. Two categories: Cramér's V, not corrected for bias, so that
 * unrelated categories with many levels still score above 0. One of each: the correlation ratio
 * eta (not its square), which sees only differences in means and has the same bias.
 *
 * @throws `RangeError` for a column with only one value.
 *
 * @example
 * ```ts
 * import { associations } from "heartbook/describe/associations.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const cells = associations(readHeart());
 * const pair = cells.find(({ a, b }) => a === "thal" && b === "disease")!;
 * assertEquals([pair.measure, pair.n], ["Cramér's V", 301]);
 * assertAlmostEquals(pair.value, 0.53, 0.005);
 * ```
 */
export function associations(dataset: Dataset): Association[] {
  const { features, outcome } = dataset.schema;
  const variables: Variable[] = [
    ...features.map(({ name, kind }) => ({
      name,
      kind,
      cells: dataset.rows.map((row) => row[name]),
    })),
    {
      name: outcome.name,
      kind: "category",
      cells: dataset.labels.map((label) => label === 1 ? outcome.positive : outcome.negative),
    },
  ];
  return variables.flatMap((a) => variables.map((b) => associate(a, b)));
}
