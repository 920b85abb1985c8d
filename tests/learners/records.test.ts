/** What the records say of their models: a changed figure is a changed promise. */
import { assert, assertEquals } from "@std/assert";
import { records } from "heartbook/learners/records.ts";
import type { Allowed } from "heartbook/models/allowed.ts";
import type { ModelRecord } from "heartbook/learners/record.ts";

// deno-lint-ignore no-explicit-any -- each record has settings of its own
const all: readonly ModelRecord<any>[] = Object.values(records).flat();
// deno-lint-ignore no-explicit-any -- as above
const byName: ReadonlyMap<string, ModelRecord<any>> = new Map(all.map((each) => [each.name, each]));

Deno.test("records: the simplest first, and whether a doctor can read the reasons", () => {
  const sorted = all.toSorted((a, b) => a.traits.complexity - b.traits.complexity);
  assertEquals(
    sorted.map(({ name, traits: { complexity, readable } }) => [complexity, name, readable]),
    [
      [0, "prevalence", true],
      [1, "tree", true],
      [2, "logistic", true],
      [2, "elastic net", true],
      [3, "naive Bayes", true],
      [4, "neighbours", false],
      [5, "boosting", false],
      [6, "forest", false],
      [7, "SVM", false],
    ],
  );
});

Deno.test("records: what compares or penalises columns has them on one scale", () => {
  const standardised = ["logistic", "elastic net", "neighbours", "SVM"];
  for (const { name, preparation } of all) {
    const numbers = standardised.includes(name) ? "standardised" : "raw";
    assertEquals(preparation, { numbers, levels: "all" }, name);
  }
});

/** Every combination, the last list running fastest. */
function combine<Settings>(
  lists: { readonly [Key in keyof Settings]: readonly Settings[Key][] },
): Record<string, unknown>[] {
  return Object.entries<readonly unknown[]>(lists).reduce<Record<string, unknown>[]>(
    (made, [name, values]) => made.flatMap((some) => values.map((v) => ({ ...some, [name]: v }))),
    [{}],
  );
}

Deno.test("records: settings worth trying, the simplest first, with the seed where one draws", () => {
  const expected: Record<string, unknown[]> = {
    prevalence: [{}],
    logistic: combine({ l2: [100, 10, 1, 0.1] }),
    "elastic net": combine({ penalty: [100, 30, 10, 3, 1], l1Ratio: [0.1, 0.5, 0.9] }),
    neighbours: combine({ k: [5, 10, 20, 30, 50, 70] }),
    "naive Bayes": [{}],
    tree: combine({ maxDepth: [2, 3, 4], minLeaf: [5, 10], seed: [17] }),
    forest: combine({ trees: [200], minLeaf: [1, 3, 5], seed: [17] }),
    boosting: combine({ trees: [25, 50, 100], maxDepth: [1, 2], seed: [17] }),
    SVM: combine({ C: [0.1, 1, 10], gamma: [0.01, 0.1], tolerance: [1e-3] }),
  };
  for (const { name, grid } of all) assertEquals<unknown>(grid(17), expected[name], name);
});

Deno.test("records: every setting worth trying is allowed", () => {
  for (const { name, grid, allowed } of all) {
    for (const settings of grid(0)) {
      for (const [setting, value] of Object.entries(settings)) {
        const { allows } = (allowed as Record<string, Allowed>)[setting];
        assert(allows(value), `${name}: ${setting} ${value}`);
      }
    }
  }
});

Deno.test("records: the ends of what is allowed, and the first value beyond each", () => {
  const limits = {
    maxDepth: [[1, Infinity], [0, 1.5]],
    minLeaf: [[1], [0]],
    minSplit: [[2], [1]],
  };
  const seed = [[0], [-1, 0.5]], classWeights = [["balanced", [1, 2]], []];
  const ends: Record<string, Record<string, readonly (readonly unknown[])[]>> = {
    prevalence: {},
    logistic: { l2: [[0], [-1e-9, Infinity]], classWeights },
    "elastic net": { penalty: [[0], [-1e-9]], l1Ratio: [[0, 1], [-1e-9, 1.001]], classWeights },
    neighbours: { k: [[1], [0]], weights: [["uniform", "distance"], [""]] },
    "naive Bayes": { smoothing: [[1e-9], [0]], varianceSmoothing: [[0], [-1e-9]], classWeights },
    tree: { ...limits, ccpAlpha: [[0], [-1e-9]], classWeights, seed },
    forest: {
      ...limits,
      trees: [[1], [0]],
      maxFeatures: [["sqrt", 1], [0, ""]],
      bootstrap: [[true, false], ["true"]],
      classWeights,
      seed,
    },
    boosting: {
      ...limits,
      trees: [[1], [0]],
      learningRate: [[1e-9, 1], [0, 1.001]],
      subsample: [[1e-9, 1], [0, 1.001]],
      earlyStopping: [[{}], []],
      classWeights,
      seed,
    },
    SVM: {
      C: [[1e-9], [0]],
      kernel: [["rbf", "linear"], [""]],
      gamma: [["scale", 1e-9], [0, ""]],
      classWeights,
      seed,
      tolerance: [[1e-12], [1e-13]],
    },
  };
  for (const [name, settings] of Object.entries(ends)) {
    const { allowed } = byName.get(name)!;
    assertEquals(Object.keys(allowed).sort(), Object.keys(settings).sort(), name);
    for (const [setting, [inside, outside]] of Object.entries(settings)) {
      const { allows } = (allowed as Record<string, Allowed>)[setting];
      for (const value of inside) assert(allows(value), `${name}: ${setting} ${value}`);
      for (const value of outside) assert(!allows(value), `${name}: ${setting} ${value}`);
    }
  }
});
