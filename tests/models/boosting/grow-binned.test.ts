/** A tree on histograms against one that is grown row by row. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { binEdges, type BinnedTable, makeBinner } from "heartbook/models/boosting/binned.ts";
import { histogramsFor } from "heartbook/models/boosting/grow-binned.ts";
import { binnedStages, type StageSettings } from "heartbook/models/boosting/stages.ts";
import { seeded } from "heartbook/random.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";

interface Node {
  readonly feature: number;
  readonly threshold: number;
  readonly weight: number;
  readonly value: number;
  readonly depth: number;
}

interface Data {
  readonly table: BinnedTable;
  readonly y: Uint8Array;
  readonly weights: Float64Array;
  readonly logOdds: Float64Array;
}

/** Nodes in their order: a node, its left branch, its right branch; and what each row is given. */
function growPlainly(
  { table: { codes, edges, rows }, y, weights, logOdds }: Data,
  { maxDepth, minLeaf, minSplit, learningRate }: StageSettings,
): { readonly nodes: Node[]; readonly steps: Float64Array } {
  const p = logOdds.map(sigmoid), residual = p.map((each, row) => y[row] - each);
  const nodes: Node[] = [], steps = new Float64Array(rows);
  const total = (some: readonly number[], each: (row: number) => number): number =>
    some.reduce((sum, row) => sum + weights[row] * each(row), 0);
  const worth = (some: readonly number[]): number =>
    total(some, (row) => residual[row]) ** 2 / total(some, () => 1);

  /** `all` has the rows without weight too, which only follow. */
  function grow(all: readonly number[], depth: number): void {
    const some = all.filter((row) => weights[row] > 0), weight = total(some, () => 1);
    let best: { column: number; cut: number } | undefined;
    let highest = worth(some) + Number.EPSILON * weight;
    if (depth < maxDepth && some.length >= minSplit) {
      for (let column = 0; column < codes.length; column++) {
        for (let cut = 0; cut < edges[column].length; cut++) {
          const left = some.filter((row) => codes[column][row] <= cut);
          const right = some.filter((row) => codes[column][row] > cut);
          if (Math.min(left.length, right.length) < minLeaf) continue;
          const score = worth(left) + worth(right);
          if (score > highest) [highest, best] = [score, { column, cut }];
        }
      }
    }
    const curvature = total(some, (row) => p[row] * (1 - p[row]));
    const value = learningRate * total(some, (row) => residual[row]) / curvature;
    const { column = -1, cut = -1 } = best ?? {};
    const threshold = best === undefined ? 0 : edges[column][cut];
    nodes.push({ feature: column, threshold, weight, value, depth });
    if (best === undefined) return void all.forEach((row) => steps[row] = value);
    grow(all.filter((row) => codes[column][row] <= cut), depth + 1);
    grow(all.filter((row) => codes[column][row] > cut), depth + 1);
  }
  grow(Array.from({ length: rows }, (_, row) => row), 0);
  return { nodes, steps };
}

function toTable(columns: readonly (readonly number[])[]): BinnedTable {
  const edges = columns.map((cells) => binEdges(cells));
  const codes = columns.map((cells, j) => {
    const coded = new Uint8Array(cells.length);
    makeBinner(edges[j])(cells, coded);
    return coded;
  });
  return { rows: columns[0].length, codes, edges };
}

function assertGrown(data: Data, settings: StageSettings, plain: boolean): Node[] {
  const { logOdds, next } = binnedStages(data, { plain })(settings);
  logOdds.set(data.logOdds);
  const tree = next(data.weights, 0);
  const { nodes, steps } = growPlainly(data, settings);
  // Where two columns part the rows that count alike, the last bit decides between them.
  const isSure = data.table.codes.length === 1;
  logOdds.forEach((z, row) => {
    if (!isSure && data.weights[row] === 0) return;
    const step = z - data.logOdds[row];
    assertAlmostEquals(step, steps[row], 1e-6 * Math.max(1, Math.abs(steps[row])));
  });
  assertEquals(tree.feature.length, nodes.length);
  if (!isSure) return nodes;
  assertEquals(tree.feature, nodes.map(({ feature }) => feature));
  assertEquals(tree.threshold, nodes.map(({ threshold }) => threshold));
  nodes.forEach(({ weight, value, feature, depth }, node) => {
    assertAlmostEquals(tree.weight[node], weight, 1e-9 * weight);
    assertAlmostEquals(tree.value[node], value, 1e-6 * Math.max(1, Math.abs(value)));
    assertEquals(tree.left[node], feature < 0 ? -1 : node + 1);
    const after = nodes.findIndex((other, i) => i > node + 1 && other.depth === depth + 1);
    assertEquals(tree.right[node], feature < 0 ? -1 : after);
  });
  return nodes;
}

const problems = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 60 }),
  columns: fc.integer({ min: 1, max: 3 }),
  maxDepth: fc.constantFrom(1, 2, 4, Infinity),
  minLeaf: fc.constantFrom(1, 1, 2, 5),
  minSplit: fc.constantFrom(2, 2, 3, 9),
  weighted: fc.boolean(),
  plain: fc.boolean(),
});

Deno.test("growBinned() grows the tree that is found row by row, within its limits", () => {
  let leaves = 0, deepest = 0;
  fc.assert(
    fc.property(problems, ({ seed, rows, columns, weighted, plain, ...limits }) => {
      const { normal, integer } = seeded(seed);
      const cells = Array.from(
        { length: columns },
        () => Array.from({ length: rows }, () => integer(12)),
      );
      const weights = Float64Array.from({ length: rows }, () => weighted ? integer(4) : 1);
      weights[0] = 1;
      const data = {
        table: toTable(cells),
        y: Uint8Array.from({ length: rows }, () => integer(2)),
        weights,
        // Different for every row, so that no two splits are equally good.
        logOdds: Float64Array.from({ length: rows }, normal),
      };
      const nodes = assertGrown(data, { ...limits, learningRate: 0.5 }, plain);
      leaves += nodes.filter(({ feature }) => feature < 0).length;
      deepest = Math.max(deepest, ...nodes.map(({ depth }) => depth));
    }),
    { seed: 11, numRuns: 300 },
  );
  assert(leaves > 1000 && deepest > 6);
});

Deno.test("growBinned() goes deeper than it keeps histograms", () => {
  assertEquals([1, 15, 16, 17, Infinity].map(histogramsFor), [1, 15, 16, 16, 16]);
  // Each residual is a bit of the one before: the largest is split off first, then the next.
  const rows = 24;
  const chain = {
    table: toTable([Array.from({ length: rows }, (_, row) => row)]),
    y: new Uint8Array(rows),
    weights: new Float64Array(rows).fill(1),
    logOdds: Float64Array.from({ length: rows }, (_, row) => {
      const p = 0.41 ** (row + 1);
      return Math.log(p / (1 - p));
    }),
  };
  for (const plain of [false, true]) {
    const limits = { maxDepth: Infinity, minLeaf: 1, minSplit: 2, learningRate: 1 };
    const nodes = assertGrown(chain, limits, plain);
    assert(Math.max(...nodes.map(({ depth }) => depth)) > 16);
  }
});
