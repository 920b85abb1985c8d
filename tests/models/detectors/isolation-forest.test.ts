import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  fitIsolationForest,
  type IsolationForest,
  scoreIsolationForest,
} from "heartbook/models/detectors/isolation-forest.ts";
import { averagePath } from "heartbook/models/detectors/isolation-tree.ts";
import type { Matrix } from "heartbook/types.ts";
import { assertScores, forests, matrix, scores, slice, standardised } from "./recordings.ts";

// By hand.

Deno.test("scoreIsolationForest() is 2 to minus the path over the usual path", () => {
  // One question parts 1 from 2 and 3, a second one those two.
  const forest: IsolationForest = {
    kind: "isolation forest",
    columns: 1,
    rows: 3,
    trees: [{
      feature: [0, -1, 0, -1, -1],
      threshold: [1.5, 0, 2.5, 0, 0],
      left: [1, -1, 3, -1, -1],
      right: [2, -1, 4, -1, -1],
      path: [0, 1, 0, 2, 2],
    }],
  };
  const [first, second, third] = scoreIsolationForest(forest, matrix([[1], [2], [3]]));
  assertEquals(first, 2 ** (-1 / averagePath(3)));
  assertEquals([second, third], [2 ** (-2 / averagePath(3)), second]);
});

Deno.test("rows that are all the same are all as usual as can be", () => {
  const X = matrix(Array.from({ length: 10 }, () => [1, 2]));
  const [score, ...others] = scoreIsolationForest(fitIsolationForest(X), X);
  assertAlmostEquals(score, 0.5, 1e-12);
  assert(others.every((other) => other === score));
});

// Oracle: walk every tree question by question.

function walk({ trees, rows }: IsolationForest, X: Matrix): number[] {
  return Array.from({ length: X.rows }, (_, i) => {
    const paths = trees.map(({ feature, threshold, left, right, path }) => {
      let node = 0;
      while (feature[node] >= 0) {
        const value = Math.fround(X.values[i * X.columns + feature[node]]);
        node = value <= threshold[node] ? left[node] : right[node];
      }
      return path[node];
    });
    return 2 ** -(paths.reduce((sum, path) => sum + path, 0) / (trees.length * averagePath(rows)));
  });
}

Deno.test("scoreIsolationForest() is the walk question by question", () => {
  const X = slice(standardised, 0, 300);
  for (const rows of [2, 17, 300]) {
    const forest = fitIsolationForest(X, { trees: 20, rows, seed: 5 });
    assertEquals([...scoreIsolationForest(forest, X)], walk(forest, X));
  }
});

// Reference.

Deno.test("fitIsolationForest() grows scikit-learn's forest from the same seed", () => {
  const forest = fitIsolationForest(standardised, { seed: 42 });
  assertScores(scoreIsolationForest(forest, standardised), scores.isolationForest, 1e-12);
});

Deno.test("fitIsolationForest() draws few, some and all rows as scikit-learn does", () => {
  const X = slice(standardised, 0, 300);
  for (const [name, rows] of [["few", 2], ["some", 100], ["all", 300]] as const) {
    const forest = fitIsolationForest(X, { trees: 3, rows, seed: 1 });
    assertScores(scoreIsolationForest(forest, X), forests[name], 1e-12);
  }
});

// Law.

Deno.test("an isolation forest is plain JSON, and the same seed gives the same bytes", () => {
  const [one, two] = [3, 3].map((seed) => fitIsolationForest(standardised, { trees: 5, seed }));
  assertEquals(JSON.stringify(one), JSON.stringify(two));
  assertEquals(JSON.parse(JSON.stringify(one)), one);
});

Deno.test("a score of an isolation forest lies in (0, 1] and does not depend on the other rows", () => {
  const forest = fitIsolationForest(standardised, { trees: 10, seed: 3 });
  const all = scoreIsolationForest(forest, standardised);
  assert(all.every((score) => score > 0 && score <= 1));
  assertEquals([...scoreIsolationForest(forest, slice(standardised, 7, 9))], [...all.slice(7, 9)]);
});

Deno.test("fitIsolationForest() refuses settings that make no forest", () => {
  const X = slice(standardised, 0, 10);
  assertThrows(() => fitIsolationForest(X, { trees: 0 }), RangeError, "expected trees from 1");
  assertThrows(() => fitIsolationForest(X, { rows: 11 }), RangeError, "rows of each tree");
  assertThrows(() => fitIsolationForest(X, { rows: 1 }), RangeError, "from 2 to 10, got 1");
  assertThrows(() => fitIsolationForest(matrix([[1]])), RangeError, "at least 2 rows");
});

Deno.test("every tree of an isolation forest has as many rows as were asked for", () => {
  // Of rows that are all the same a tree is one leaf, whose path tells how many it holds.
  const X = matrix(Array.from({ length: 200 }, () => [3]));
  for (const rows of [2, 3, 100, 197, 198, 199, 200]) {
    const { trees } = fitIsolationForest(X, { trees: 20, rows, seed: 2 });
    for (const { path } of trees) assertEquals(path, [averagePath(rows)]);
  }
});
