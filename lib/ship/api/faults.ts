/** What is wrong with a body, from the words of its check to those of its reader. */
import type { z } from "zod";
import type { FeatureSchema } from "../../types.ts";
import { describeCellFault, quote } from "./patient.ts";
import { toPointer } from "../http/json.ts";
import type { Fault } from "../http/problem.ts";

/** More than this many helps nobody. */
export const MOST_FAULTS = 20;

/** The value that a path leads to, or `undefined`. */
function follow(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

/** Zod's words about what stands there, in the order expected, got. */
function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  const got = `got ${quote(value)}`;
  switch (issue.code) {
    case "invalid_type":
      return `expected ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}, ${got}`;
    case "invalid_value":
      return `expected ${issue.values.map((each) => JSON.stringify(each)).join(" or ")}, ${got}`;
    case "too_big":
      return `expected at most ${issue.maximum} entries, got ${(value as unknown[]).length}`;
    case "too_small":
      return `expected at least ${issue.minimum} entry, got none`;
    default:
      return `${issue.message}, ${got}`;
  }
}

/**
 * One fault for each key that is not known and each value that is not as it should be, the first
 * {@link MOST_FAULTS} of them. What stands at
 * /patients/i/name is measured by the feature of that name.
 */
export function describeFaults(
  issues: readonly z.core.$ZodIssue[],
  { body, schema }: { readonly body: unknown; readonly schema: FeatureSchema },
): Fault[] {
  const known = new Map(schema.features.map((feature) => [feature.name as PropertyKey, feature]));
  return issues.slice(0, MOST_FAULTS).flatMap((issue): Fault[] => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") {
      return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
        pointer: toPointer([...path, key.slice(0, 100)]),
        detail: "nothing of that name is expected here",
      }));
    }
    const value = follow(body, path);
    const feature = path.length === 3 ? known.get(path[2]) : undefined;
    const detail = feature === undefined
      ? describeIssue(issue, value)
      : describeCellFault(feature, value);
    return [{ pointer: toPointer(path), detail }];
  }).slice(0, MOST_FAULTS);
}
