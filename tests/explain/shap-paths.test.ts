import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { explainByPaths } from "heartbook/explain/shap.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { boosting, forest, logistic, tree } from "heartbook/learners/mod.ts";
import type { Model } from "heartbook/models/model.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import type { Tree } from "heartbook/models/tree/nodes.ts";
import { prepareOnce } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import type { PreparedColumn } from "heartbook/types.ts";
import reference from "../reference/explain.json" with { type: "json" };
import { columnsOf, everyRow, models, training } from "./models.ts";
import { answers, shapleyOf } from "./shapley.ts";

const patients = readHeart();

/** What a tree answers when only the features of the coalition are known, by its definition. */
function expectAnswer(
  { feature, threshold, left, right, value, weight }: Tree,
  cells: readonly number[],
  isKnown: (column: number) => boolean,
): number {
  function from(node: number): number {
    const column = feature[node];
    if (column < 0) return value[node];
    if (isKnown(column)) {
      return from(Math.fround(cells[column]) <= threshold[node] ? left[node] : right[node]);
    }
    const share = weight[left[node]] / weight[node];
    return share * from(left[node]) + (1 - share) * from(right[node]);
  }
  return from(0);
}

Deno.test("explainByPaths() shares what two features do only together, by hand", () => {
  // Diseased only where both columns are above one half; half of the training rows each way.
  const model: Model = {
    kind: "tree",
    columns: 2,
    tree: {
      feature: [0, -1, 1, -1, -1],
      threshold: [0.5, 0, 0.5, 0, 0],
      left: [1, -1, 3, -1, -1],
      right: [2, -1, 4, -1, -1],
      value: [0.25, 0, 0.5, 0, 1],
      weight: [4, 2, 2, 1, 1],
    },
  };
  const X = { values: Float64Array.of(1, 1), rows: 1, columns: 2 };
  const [{ base, contributions }] = explainByPaths(model, X, { columns: columnsOf(["a", "b"]) });
  // Known alone either brings 1/4 to 1/2, the other then 1/2 to 1.
  assertEquals([base, ...contributions.map(({ value }) => value)], [0.25, 0.375, 0.375]);
});

Deno.test("explainByPaths() equals the definition over every coalition", () => {
  const problem = fc.record({
    seed: fc.nat(1e6),
    features: fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 2, maxLength: 8 }),
  });
  fc.assert(
    fc.property(problem, ({ seed, features }) => {
      const random = seeded(seed);
      const draw = (): number[] => features.map(() => random.integer(4) + random.integer(2) / 3);
      const rows = Array.from({ length: 40 }, draw);
      const X = { values: Float64Array.from(rows.flat()), rows: 40, columns: features.length };
      const y = Uint8Array.from(rows, ([a, b], i) => i < 2 ? i : Number(a * b > random.integer(6)));
      const columns = columnsOf(features);
      const model = fitForest({ X, y, columns }, { trees: 5, seed });
      const players = [...new Set(features)];
      const [explanation] = explainByPaths(model, everyRow(X, 40), { columns });
      const expected = shapleyOf(players.length, (coalition) => {
        const isKnown = (column: number): boolean =>
          Boolean((coalition >> players.indexOf(features[column])) & 1);
        const all = model.trees.map((each) => expectAnswer(each, rows[0], isKnown));
        return all.reduce((sum, answer) => sum + answer, 0) / all.length;
      });
      explanation.contributions.forEach(({ value }, i) => {
        assertAlmostEquals(value, expected[i], 1e-12);
      });
    }),
    { seed: 1, numRuns: 60 },
  );
});

for (const kind of ["tree", "forest", "boosting"] as const) {
  Deno.test(`explainByPaths() agrees with shap's tree_path_dependent: ${kind}`, () => {
    const columns = columnsOf(Array.from({ length: training.X.columns }, (_, j) => `x${j}`));
    const { base, values } = reference.paths[kind];
    explainByPaths(models[kind], everyRow(training.X, 60), { columns }).forEach((each, i) => {
      assertAlmostEquals(each.base, base, 1e-6);
      each.contributions.forEach(({ value }, j) => assertAlmostEquals(value, values[i][j], 1e-6));
    });
  });
}

for (
  const [name, learner] of Object.entries({ tree: tree(), forest: forest(), boosting: boosting() })
) {
  Deno.test(`explainByPaths() adds up to the prediction of every patient: ${name}`, async () => {
    const { model, preprocessor: { columns } } = await learner(patients);
    const X = prepareOnce({ columns }, patients.rows);
    const expected = answers(model, X);
    explainByPaths(model, X, { columns }).forEach(({ base, contributions, prediction }, i) => {
      const sum = contributions.reduce((total, { value }) => total + value, base);
      assertAlmostEquals(sum, prediction, 1e-10);
      assertAlmostEquals(prediction, expected[i], 1e-9);
    });
  });
}

Deno.test("explainByPaths() gives exactly 0 to a feature that the trees do not use", async () => {
  const { model, preprocessor: { columns } } = await tree({ maxDepth: 1 })(patients);
  const X = prepareOnce({ columns }, patients.rows);
  for (const { contributions } of explainByPaths(model, X, { columns })) {
    const used = contributions.filter(({ value }) => value !== 0).map(({ feature }) => feature);
    assertEquals(used, ["thal"]);
  }
});

Deno.test("explainByPaths() gives the same to features that stand alike", () => {
  const node = { left: [1, -1, 3, -1, -1], right: [2, -1, 4, -1, -1], value: [0, 0, 0, 0, 1] };
  const make = (feature: number[]): Tree => ({
    ...node,
    feature,
    threshold: [0.5, 0, 0.5, 0, 0],
    weight: [8, 4, 4, 2, 2],
  });
  const model: Model = {
    kind: "forest",
    columns: 2,
    trees: [make([0, -1, 1, -1, -1]), make([1, -1, 0, -1, -1])],
  };
  const X = { values: Float64Array.of(1, 1), rows: 1, columns: 2 };
  const [{ contributions: [a, b] }] = explainByPaths(model, X, { columns: columnsOf(["a", "b"]) });
  assertAlmostEquals(a.value, b.value, 1e-15);
});

Deno.test("explainByPaths() works for more features on one path than a machine word has bits", () => {
  const n = 70;
  const places = Array.from({ length: 2 * n + 1 }, (_, i) => i);
  const long: Tree = {
    // Inner nodes at even places, each a leaf to its left at the odd place after it.
    feature: places.map((i) => i % 2 === 0 && i < 2 * n ? i / 2 : -1),
    threshold: places.map(() => 0.5),
    left: places.map((i) => i % 2 === 0 && i < 2 * n ? i + 1 : -1),
    right: places.map((i) => i % 2 === 0 && i < 2 * n ? i + 2 : -1),
    value: places.map((i) => i === 2 * n ? 1 : 0),
    weight: places.map((i) => 2 ** (-Math.ceil(i / 2))),
  };
  const columns: PreparedColumn[] = columnsOf(Array.from({ length: n }, (_, j) => `x${j}`));
  const X = { values: new Float64Array(n).fill(1), rows: 1, columns: n };
  const [{ base, contributions }] = explainByPaths({ kind: "tree", columns: n, tree: long }, X, {
    columns,
  });
  const sum = contributions.reduce((total, { value }) => total + value, base);
  assertAlmostEquals(sum, 1, 1e-10);
  assertAlmostEquals(contributions[0].value, contributions[n - 1].value, 1e-10);
});

Deno.test("explainByPaths() refuses a model that is not made of trees, and trees without counts", async () => {
  const { model, preprocessor: { columns } } = await logistic({ l2: 1 })(patients);
  const X = prepareOnce({ columns }, patients.rows.slice(0, 1));
  assertThrows(() => explainByPaths(model, X, { columns }), RangeError, "expected trees");
  const bare = { ...models.tree, tree: { ...models.tree.tree, weight: [0] } };
  const few = everyRow(training.X, 300);
  assertThrows(
    () => explainByPaths(bare, few, { columns: training.columns }),
    RangeError,
    "training rows in each node",
  );
});
