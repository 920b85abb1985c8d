/** Where the platform has no vector instructions, plain loops give the right answers. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { predictParts, predictPlainly } from "heartbook/choose/subset-predictions.ts";
import { binTable } from "heartbook/models/boosting/bin-table.ts";
import { makeBinner } from "heartbook/models/boosting/binned.ts";
import { vectorLoops } from "heartbook/models/boosting/loops-vectors.ts";
import { binnedStages } from "heartbook/models/boosting/stages.ts";
import { hessian, pass } from "heartbook/models/logistic/derivatives.ts";
import { plainHessian, plainPass } from "heartbook/models/logistic/loss.ts";
import { plainBottom } from "heartbook/models/logistic/quadratic.ts";
import { findBottom } from "heartbook/models/logistic/step.ts";
import { searchAmong } from "heartbook/models/neighbours/search.ts";
import { siftWithVectors } from "heartbook/models/neighbours/sift.ts";
import { kernelMatrix, likenessTo } from "heartbook/models/svm/kernel-matrix.ts";
import { vectorClimber, vectorLikeness } from "heartbook/models/svm/kernel-vectors.ts";
import { treeColumns } from "heartbook/models/tree/columns.ts";
import { growWithVectors } from "heartbook/models/tree/grow-vectors.ts";
import { fitTree, fitTrees, predictTree } from "heartbook/models/tree/tree.ts";
import { makeAscending } from "heartbook/models/tree/order.ts";
import { openWorkspace, reusedWorkspace } from "heartbook/wasm/workspace.ts";
import { bytes } from "heartbook/models/wasm/trees.bytes.ts";
import { seeded } from "heartbook/random.ts";
import { uniformTraining } from "../trees.ts";

// Before any loops are compiled, which happens at their first use.
WebAssembly.Module = new Proxy(WebAssembly.Module, {
  construct: () => {
    throw new WebAssembly.CompileError("no vector instructions");
  },
});

const training = uniformTraining(300, { columns: 3, seed: 1 });
const { X, y } = training;
const weights = new Float64Array(300).fill(1);

Deno.test("no workspace opens, and nothing compiled is offered", () => {
  assertEquals(openWorkspace(bytes, 64), null);
  assertEquals(reusedWorkspace(bytes)(64), null);
  assertEquals(vectorLoops({ table: binTable(X), y }, 2), null);
  assertEquals(vectorClimber(X, { kept: 300, products: false }), null);
  assertEquals(vectorLikeness({ kind: "linear" }, X), null);
  assertEquals(siftWithVectors(X), null);
  const source = { rows: 300, count: 3, each: treeColumns(X) };
  for (const once of [false, true]) assertEquals(growWithVectors(source, { once }), null);
});

Deno.test("tally() still counts", () => {
  const counts = new Int32Array(3), plain = new Int32Array(3), random = seeded(5);
  seeded(5).tally(counts, 60_000);
  for (let i = 0; i < 60_000; i++) plain[random.integer(3)]++;
  assertEquals(counts, plain);
});

Deno.test("makeAscending() still sorts, equal values in their order", () => {
  const values = Float32Array.of(3, -1, 3, 0, -2.5, 0);
  assertEquals([...makeAscending(6)(values).order], [4, 1, 3, 5, 0, 2]);
});

Deno.test("the logistic derivatives and steps are still those of the plain loops", () => {
  const data = { X, y, weights }, beta = Float64Array.of(0.3, -1, 2, 0.5);
  const plain = plainPass(data, beta);
  assertEquals(pass(data, beta), plain);
  assertEquals(hessian(data, plain.right), plainHessian(data, plain.right));
  const place = { beta, hessian: hessian(data, plain.right) };
  const aim = { l1: 2, l2: 1, close: 1e-6 };
  assertEquals(findBottom(place, plain.gradient, aim), plainBottom(place, plain.gradient, aim));
});

Deno.test("combinations of columns are still predicted by plain loops", () => {
  const parts = [[Float64Array.of(1, -2), Float64Array.of(3, 0.5)]];
  const solutions = [
    { count: 2, columns: Int32Array.of(0, 2), weights: Float64Array.of(0.1, -1) },
  ];
  assertEquals(predictParts(parts)(solutions), predictPlainly(parts)(solutions));
});

Deno.test("searchAmong() still finds the nearest", () => {
  const { rows } = searchAmong(X, { siftFrom: 0 })(X, 1);
  assertEquals([...rows], Array.from({ length: 300 }, (_, row) => row));
});

Deno.test("kernels still compare rows", () => {
  const { use, climber } = kernelMatrix(X);
  use({ kind: "linear" });
  const expected = X.values[3] * X.values[0] + X.values[4] * X.values[1] +
    X.values[5] * X.values[2];
  assertAlmostEquals(climber.row(1)![0], expected, 1e-12);
  const { numbers, fill } = likenessTo({ kind: "linear" }, X), result = numbers();
  fill(result, X, 1);
  assertAlmostEquals(result[0], expected, 1e-12);
});

Deno.test("trees still grow, alone and several at a time, and boosting on bins with them", () => {
  const alone = fitTree(training), [first, second] = fitTrees(training, [{}, { maxDepth: 2 }]);
  assertEquals(first, alone);
  assertEquals([...predictTree(alone, X)], [...y]);
  assert(second.tree.feature.length <= 7);
  const table = binTable(X), codes = new Uint8Array(300);
  makeBinner(table.edges[0])(X.values.filter((_, cell) => cell % 3 === 0), codes);
  assertEquals([...table.codes[0]], [...codes]);
  const settings = { maxDepth: 3, minLeaf: 1, minSplit: 2, learningRate: 1 };
  const [tree, plain] = [{}, { plain: true }].map((options) =>
    binnedStages({ table, y }, options)(settings).next(weights, 0)
  );
  assert(tree.feature.length > 7);
  assertEquals(tree, plain);
});
