/** The share of the diseased per group, with its interval. */
import { demandOptions } from "../demand.ts";
import { splitByLevel } from "../data/split.ts";
import { crosstab } from "./crosstab.ts";
import type { Dataset, Interval, Row } from "../types.ts";
import { type LevelOptions, wilson } from "../stats/intervals.ts";

/** One group of patients with its outcomes. */
export interface GroupShare {
  readonly group: string;
  readonly diseased: number;
  readonly total: number;
  /** Share of the group who are diseased, with Wilson's interval. */
  readonly share: Interval;
}

/**
 * The share of the diseased in each group, in order of first appearance.
 *
 * @param groupOf The group of a patient; `null` leaves the patient out, for example if the cell is
 * missing.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { sharesBy } from "heartbook/describe/univariable-shares.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [older] = sharesBy(readHeart(), ({ age }) => Number(age) >= 60 ? "60 and older" : null);
 * assertEquals([older.group, older.diseased, older.total], ["60 and older", 53, 91]);
 * ```
 */
export function sharesBy(
  dataset: Dataset,
  groupOf: (row: Row) => string | null,
  options: LevelOptions = {},
): GroupShare[] {
  const counts = new Map<string, { diseased: number; total: number }>();
  dataset.rows.forEach((row, i) => {
    const group = groupOf(row);
    if (group === null) return;
    const { diseased, total } = counts.get(group) ?? { diseased: 0, total: 0 };
    counts.set(group, { diseased: diseased + dataset.labels[i], total: total + 1 });
  });
  return [...counts].map(([group, { diseased, total }]) => ({
    group,
    diseased,
    total,
    share: wilson(diseased, total, options),
  }));
}

/**
 * {@link sharesBy} the levels of one category, in the schema's order; missing cells are left out.
 *
 * @throws `RangeError` for a name that is not a category.
 */
export function sharesByLevel(
  dataset: Dataset,
  column: string,
  options: LevelOptions = {},
): GroupShare[] {
  demandOptions("sharesByLevel", options, ["level"]);
  return crosstab(dataset, column).flatMap(({ level, diseased, total }) =>
    level === null
      ? []
      : [{ group: level, diseased, total, share: wilson(diseased, total, options) }]
  );
}

/** "under 45", "45–54", "55 and over": the bands between rising edges. */
function nameBands(edges: readonly number[]): string[] {
  const between = edges.slice(1).map((edge, i) => `${edges[i]}–${edge - 1}`);
  return [`under ${edges[0]}`, ...between, `${edges.at(-1)} and over`];
}

/**
 * {@link sharesBy} bands of one number, from the lowest up; a value on an edge belongs to the band
 * above it. Missing cells are left out, and so are empty bands.
 *
 * @param options `edges` are rising whole numbers, at least one.
 * @throws `RangeError` for no edges, or edges that do not rise.
 */
export function sharesByBand(
  dataset: Dataset,
  column: string,
  options: LevelOptions & { readonly edges: readonly number[] },
): GroupShare[] {
  demandOptions("sharesByBand", options, ["level", "edges"]);
  const { edges } = options;
  if (edges.length === 0 || edges.some((edge, i) => i > 0 && edge <= edges[i - 1])) {
    throw new RangeError(`edges: expected numbers that rise, got ${edges.join(", ") || "none"}`);
  }
  const bands = nameBands(edges);
  const shares = sharesBy(dataset, (row) => {
    const value = row[column];
    return value === null ? null : bands[edges.filter((edge) => edge <= Number(value)).length];
  }, options);
  return bands.flatMap((band) => shares.filter(({ group }) => group === band));
}

/** The patients of one level, and the share with the answer yes to each question. */
export interface LevelAnswers {
  readonly level: string;
  /** By question; Wilson's interval. */
  readonly shares: Readonly<Record<string, Interval>>;
}

/**
 * For each level of a category, the share of its patients who meet other conditions.
 *
 * @param options `questions` by name: each takes a patient and returns whether the condition holds,
 * or `null` if a cell is missing, which leaves the patient out of that question.
 * @throws `RangeError` for a name that is not a category, or a question without an answer in some
 * level.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { answersByLevel } from "heartbook/describe/univariable-shares.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const questions = { "angina in exercise": ({ exang }: { exang?: unknown }) => exang === "yes" };
 * const [typical] = answersByLevel(readHeart(), "cp", { questions });
 * assertEquals(typical.shares["angina in exercise"].estimate, 4 / 23);
 * ```
 */
export function answersByLevel(
  dataset: Dataset,
  column: string,
  options: LevelOptions & {
    readonly questions: Readonly<Record<string, (row: Row) => boolean | null>>;
  },
): LevelAnswers[] {
  demandOptions("answersByLevel", options, ["level", "questions"]);
  return Object.entries(splitByLevel(dataset, column)).map(([level, { rows }]) => {
    const shares = Object.entries(options.questions).map(([name, ask]) => {
      const answers = rows.map(ask).filter((answer) => answer !== null);
      const yes = answers.filter((answer) => answer).length;
      return [name, wilson(yes, answers.length, options)] as const;
    });
    return { level, shares: Object.fromEntries(shares) };
  });
}
