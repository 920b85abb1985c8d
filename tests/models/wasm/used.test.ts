/** The compiled loops are used where the platform has them, and not where plain ones are asked for. */
import { assertEquals } from "@std/assert";
import { binTable } from "heartbook/models/boosting/bin-table.ts";
import { binnedStages } from "heartbook/models/boosting/stages.ts";
import { hessian, pass } from "heartbook/models/logistic/derivatives.ts";
import { findBottom } from "heartbook/models/logistic/step.ts";
import { searchAmong } from "heartbook/models/neighbours/search.ts";
import { kernelMatrix, likenessTo } from "heartbook/models/svm/kernel-matrix.ts";
import { treeColumns } from "heartbook/models/tree/columns.ts";
import { growOnce, makeGrow } from "heartbook/models/tree/grow.ts";
import type { GrowSettings } from "heartbook/models/tree/grow-target.ts";
import { makeAscending } from "heartbook/models/tree/order.ts";
import { seeded } from "heartbook/random.ts";
import { uniformTraining } from "../trees.ts";

const training = uniformTraining(300, { columns: 3, seed: 1 });
const { X, y } = training;
const weights = new Float64Array(300).fill(1);
const limits = { maxDepth: 2, minLeaf: 1, minSplit: 2 };

/** How many memories for compiled loops are made meanwhile; a kept one is made at its first use. */
function memoriesMade(work: () => unknown): number {
  const { Instance } = WebAssembly;
  let made = 0;
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, args): object => (made++, Reflect.construct(target, args)),
  });
  try {
    work();
  } finally {
    WebAssembly.Instance = Instance;
  }
  return made;
}

function grow(grow: ReturnType<typeof makeGrow>): unknown {
  const settings: GrowSettings = { criterion: "gini", perSplit: 3, ...limits };
  return grow({ weights, sums: weights.map((weight, row) => weight * y[row]), seed: 1 }, settings);
}

const ascending = makeAscending(300);
const columns = treeColumns(X), table = binTable(X);
ascending(new Float32Array(300));

/** Each with and without `plain`, the default first; the order of a column is made beforehand. */
const works: Readonly<Record<string, (options?: { readonly plain?: boolean }) => unknown>> = {
  "kernelMatrix()": (options) => kernelMatrix(X, options),
  "likenessTo()": (options) => likenessTo({ kind: "linear" }, X, options),
  "binTable()": (options) => binTable(X, options),
  "binnedStages()": (options) =>
    binnedStages({ table, y }, options)({ ...limits, learningRate: 0.1 }),
  "makeGrow()": (options) => grow(makeGrow(columns, options)),
};

for (const [name, work] of Object.entries(works)) {
  Deno.test(`${name} uses compiled loops unless plain ones are asked for`, () => {
    assertEquals(memoriesMade(() => work({ plain: true })), 0);
    assertEquals(memoriesMade(() => work()), 1);
  });
}

Deno.test("pass(), hessian() and findBottom() use compiled loops, in memory that is kept", () => {
  const data = { X, y, weights };
  const work = (): void => {
    const beta = new Float64Array(4), { gradient, right } = pass(data, beta);
    const place = { beta, hessian: hessian(data, right) };
    findBottom(place, gradient, { l1: 1, l2: 0, close: 1e-6 });
  };
  assertEquals([memoriesMade(work), memoriesMade(work)], [2, 0]);
});

Deno.test("tally() uses compiled loops from 50,000 draws on, in memory that is kept", () => {
  const tally = (draws: number): number =>
    memoriesMade(() => seeded(1).tally(new Int32Array(9), draws));
  assertEquals([tally(49_999), tally(1), tally(1)], [0, 1, 0]);
});

Deno.test("searchAmong() uses compiled loops from 2,000 distances on", () => {
  const search = (queries: number): number =>
    memoriesMade(() =>
      searchAmong(X)({ values: X.values.slice(0, 3 * queries), rows: queries, columns: 3 }, 2)
    );
  assertEquals(search(6), 0);
  assertEquals(search(7), 1);
});

Deno.test("growOnce() uses compiled loops, in the memory of makeGrow(), unless plain ones are asked for", () => {
  const { X } = uniformTraining(3000, { columns: 3, seed: 1 });
  const target = { weights: new Float64Array(3000).fill(1), sums: new Float64Array(3000), seed: 1 };
  const settings: GrowSettings = { criterion: "gini", perSplit: 3, ...limits };
  const columns = treeColumns(X), { grow } = WebAssembly.Memory.prototype;
  let grown = 0;
  WebAssembly.Memory.prototype.grow = function (pages): number {
    grown++;
    return grow.call(this, pages);
  };
  try {
    for (const [plain, expected] of [[true, 0], [false, 1]] as const) {
      growOnce({ rows: 3000, count: 3, each: columns }, { plain })(target, settings);
      assertEquals(grown, expected);
    }
  } finally {
    WebAssembly.Memory.prototype.grow = grow;
  }
});
