/** Checks what is cross-validated: it may come from a program that knows none of our types. */
import type { Learner, Pipeline } from "../pipeline.ts";
import { describeExpected } from "../schema.ts";
import type { Dataset, Split } from "../types.ts";

/**
 * Throws if there are no rows, if there is not one label and one id per row, if a label is not 0 or
 * 1, an id not a text, or a level unknown to the schema, which would silently count as none.
 */
export function checkDataset({ schema, rows, labels, ids }: Dataset): void {
  if (rows.length === 0) throw new RangeError("rows: expected at least one, got none");
  for (const [name, list] of Object.entries({ labels, ids })) {
    if (list.length === rows.length) continue;
    throw new TypeError(`${name}: expected ${rows.length}, one per row, got ${list.length}`);
  }
  labels.forEach((label: unknown, i) => {
    if (label === 0 || label === 1) return;
    throw new RangeError(`labels[${i}]: expected 0 or 1, got ${JSON.stringify(label)}`);
  });
  ids.forEach((id: unknown, i) => {
    if (typeof id === "string") return;
    throw new TypeError(`ids[${i}]: expected a text, got ${JSON.stringify(id)}`);
  });
  for (const feature of schema.features) {
    if (feature.kind !== "category") continue;
    const known = new Set<unknown>(feature.levels);
    rows.forEach((row, i) => {
      const cell = row[feature.name];
      if (typeof cell !== "string" || known.has(cell)) return;
      throw new RangeError(
        `row ${i + 1}, column ${feature.name}: expected ${
          describeExpected(feature)
        }, got "${cell}"`,
      );
    });
  }
}

/** The first entry that is not the number of a row. */
function findStrange(part: readonly number[], rows: Dataset["rows"]): number | undefined {
  return part.find((row) => rows[row] === undefined);
}

/** Throws for no splits, a row that is not there, and one that is on both sides. */
export function checkSplits({ rows }: Dataset, splits: readonly Split[]): void {
  if (splits.length === 0) throw new RangeError("splits: expected at least one, got none");
  const trainedIn = new Int32Array(rows.length).fill(-1);
  splits.forEach(({ train, test }, i) => {
    const strange = findStrange(train, rows) ?? findStrange(test, rows);
    if (strange !== undefined) {
      throw new RangeError(
        `split ${i}: expected rows from 0 to ${rows.length - 1}, got ${strange}`,
      );
    }
    for (let k = 0; k < train.length; k++) trainedIn[train[k]] = i;
    const shared = test.find((row) => trainedIn[row] === i);
    if (shared !== undefined) {
      throw new RangeError(`split ${i}: row ${shared} is both in training and in test`);
    }
  });
}

/** Throws for what is no function. */
export function checkLearners(learners: Readonly<Record<string, Learner>>): void {
  for (const [name, learner] of Object.entries(learners)) {
    if (typeof learner === "function") continue;
    throw new TypeError(
      `${name}: expected a learner such as logistic({ l2: 1 }), got ${
        JSON.stringify(learner) ?? "nothing"
      }`,
    );
  }
}

/** What a learner made, if it is a pipeline. */
export function demandPipeline(made: Pipeline): Pipeline {
  if (made?.preprocessor !== undefined && made.model !== undefined) return made;
  const got = typeof made === "function"
    ? "a function: is it still to be called, as in logistic({ l2: 1 })?"
    : JSON.stringify(made)?.slice(0, 100) ?? "nothing";
  throw new TypeError(
    `expected a learner to make a pipeline of schema, preprocessor and model, got ${got}`,
  );
}
