/** Which doubts of a draft still stand once its owner has corrected it. */
import type { Doubt } from "./doubt.ts";
import type { Draft } from "./draft.ts";

/** What a draft says of one column, or of the table where none is named. */
function saysOf({ schema, outcome, group }: Draft, column?: string): Record<string, unknown> {
  const feature = schema.features.find(({ name }) => name === column);
  return {
    ...feature,
    // A text may be named for one column or for all.
    missing: [...schema.missing, ...feature?.missing ?? []],
    left: feature === undefined,
    outcome,
    group,
  };
}

/** Whether all of `part` is in `whole`: the items of a list, in whatever order; the fields of an object. */
function holds(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((item) => whole.includes(item));
  }
  if (typeof part !== "object" || part === null) return whole === part;
  if (typeof whole !== "object" || whole === null) return false;
  return Object.entries(part).every(([key, value]) =>
    Object.hasOwn(whole, key) && holds((whole as Record<string, unknown>)[key], value)
  );
}

/**
 * The doubts whose assumption the draft still makes: those of which it says otherwise by now, as its
 * owner has corrected it, are dropped.
 *
 * @example
 * ```ts
 * import { draftSchema } from "heartbook/data/draft/draft.ts";
 * import { standingDoubts } from "heartbook/data/draft/standing.ts";
 * import { parseTable } from "heartbook/data/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = parseTable("dose,sex,died\n1.5,F,no\n2.5,female,yes\n3.1,M,no\n", "trial.csv");
 * const draft = draftSchema(table, { outcome: "died", positive: "yes" });
 * const [dose, sex] = draft.schema.features;
 * const parted = { ...sex, levels: ["F", "female", "M"], codes: {} };
 * const corrected = { ...draft, schema: { ...draft.schema, features: [dose, parted] } };
 * assertEquals([draft, corrected].map((each) => standingDoubts(each).length), [1, 0]);
 * ```
 */
export function standingDoubts(draft: Draft): Doubt[] {
  return draft.doubts.filter(({ column, rests }) =>
    rests === undefined || holds(saysOf(draft, column), rests)
  );
}
