/** A column of a few texts as a category, its spellings merged. */
import type { CategoryFeature } from "../../types.ts";
import type { TextColumn } from "./column.ts";
import { type Doubt, quoteSome, typedName } from "./doubt.ts";
import { labelOf } from "./names.ts";
import { groupSpellings } from "./spelling.ts";

/** A feature with what was assumed about it. */
export interface Drafted<Feature> {
  readonly feature: Feature;
  readonly doubts: readonly Doubt[];
}

/** A category whose levels are the most frequent spelling of each group. */
export function draftCategory(column: TextColumn): Drafted<CategoryFeature> {
  const { name, counts, recorded } = column;
  const groups = groupSpellings(counts);
  const merged = groups.filter((group) => group.length > 1);
  const codes = Object.fromEntries(
    merged.flatMap(([level, ...others]) => others.map((text) => [text, level])),
  );
  const feature: CategoryFeature = {
    kind: "category",
    name,
    label: labelOf(name),
    levels: groups.map(([level]) => level),
    ...(merged.length > 0 ? { codes } : {}),
    about: `One of ${groups.length} texts, recorded in ${recorded} rows.`,
  };
  const doubts = merged.map(([level, ...others]): Doubt => ({
    column: name,
    seen: `${quoteSome([level, ...others])} look alike`,
    assumed: `they are one level, "${level}"`,
    otherwise: "part them in `levels` and `codes` in schema.json",
    rests: { codes: Object.fromEntries(others.map((text) => [text, level])) },
  }));
  return { feature, doubts };
}

/** Whole numbers of which there are few, as levels in their order. */
export function draftFewNumbers(column: TextColumn): Drafted<CategoryFeature> {
  const { name, counts, recorded } = column;
  const byNumber = Map.groupBy(counts.keys(), Number);
  const numbers = [...byNumber.keys()].sort((a, b) => a - b);
  const codes = Object.fromEntries(
    [...byNumber].flatMap(([number, texts]) =>
      texts.filter((text) => text !== String(number)).map(() => [String(number), String(number)])
    ),
  );
  const levels = numbers.map(String);
  const feature: CategoryFeature = {
    kind: "category",
    name,
    label: labelOf(name),
    levels,
    ...(Object.keys(codes).length > 0 ? { codes } : {}),
    about: `One of ${levels.length} whole numbers, recorded in ${recorded} rows.`,
  };
  const doubt: Doubt = {
    column: name,
    seen: `only ${levels.length} different whole numbers: ${levels.join(", ")}`,
    assumed: "they are levels, not amounts",
    otherwise: `--numbers ${typedName(name)}`,
    rests: { kind: "category" },
  };
  // Two numbers are the same as levels and as amounts.
  return { feature, doubts: levels.length > 2 ? [doubt] : [] };
}
