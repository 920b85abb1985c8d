/** What a model in a file must be to answer at all: lengths that agree, places that exist. */
import { type ByModel, forModel, type Model } from "../../models/model.ts";
import type { Tree } from "../../models/tree/nodes.ts";
import { demand, demandLength } from "../../demand.ts";

function demandColumn(field: string, column: number, columns: number): void {
  demand(column < columns, { field, expected: `a column below ${columns}`, got: column });
}

/**
 * Demands a tree: equally long lists, children after their parent, each node but the root the
 * child of one parent, and columns that exist. Then every way through it ends.
 */
function checkTree(field: string, tree: Tree, columns: number): void {
  const { feature, threshold, left, right, value, weight } = tree;
  const size = feature.length;
  for (const [key, list] of Object.entries({ threshold, left, right, value, weight })) {
    demandLength(`${field}.${key}`, list, size);
  }
  const parents = new Uint32Array(size);
  for (let node = 0; node < size; node++) {
    const isLeaf = feature[node] < 0;
    demandColumn(`${field}.feature[${node}]`, feature[node], columns);
    for (const [key, child] of [["left", left[node]], ["right", right[node]]] as const) {
      const fits = isLeaf ? child === -1 : child > node && child < size;
      const expected = isLeaf ? "-1, as it is a leaf" : `a node in ${node + 1} to ${size - 1}`;
      demand(fits, { field: `${field}.${key}[${node}]`, expected, got: child });
      if (!isLeaf) parents[child]++;
    }
  }
  const odd = parents.findIndex((count, node) => count !== (node === 0 ? 0 : 1));
  const got = `${parents[odd]}`;
  demand(odd < 0, { field: `${field}: node ${odd}`, expected: "to be the child of one", got });
}

function checkShares(field: string, { value }: Tree): void {
  const odd = value.findIndex((share) => share < 0 || share > 1);
  demand(odd < 0, { field: `${field}.value[${odd}]`, expected: "a share", got: value[odd] });
}

/** What each kind of model must be to answer; for one that always can, nothing. */
const checks: ByModel<[columns: number], void> = {
  prevalence: () => {},
  logistic: ({ weights }, columns) => demandLength("model.weights", weights, columns),
  neighbours: ({ k, labels, counts, values }, columns) => {
    demandLength("model.values", values, labels.length * columns);
    demandLength("model.counts", counts, labels.length);
    const expected = `at most ${labels.length}, the number of patients`;
    demand(k <= labels.length, { field: "model.k", expected, got: k });
  },
  "naive-bayes": ({ numbers, categories }, columns) => {
    numbers.forEach(({ column }, i) => demandColumn(`model.numbers[${i}].column`, column, columns));
    categories.forEach(({ levels }, i) =>
      levels.forEach(({ column }, j) =>
        demandColumn(`model.categories[${i}].levels[${j}].column`, column, columns)
      )
    );
  },
  tree: ({ tree }, columns) => {
    checkTree("model.tree", tree, columns);
    checkShares("model.tree", tree);
  },
  forest: ({ trees }, columns) =>
    trees.forEach((tree, i) => {
      checkTree(`model.trees[${i}]`, tree, columns);
      checkShares(`model.trees[${i}]`, tree);
    }),
  boosting: ({ trees }, columns) =>
    trees.forEach((tree, i) => checkTree(`model.trees[${i}]`, tree, columns)),
  svm: ({ vectors, coefficients }, columns) =>
    demandLength("model.vectors", vectors, coefficients.length * columns),
};

/** Demands that a model of any kind fits `columns` columns, and itself. */
export function checkModel(model: Model, columns: number): void {
  if ("columns" in model) {
    const { columns: got } = model;
    const expected = `${columns}, as many as the preprocessor makes`;
    demand(got === columns, { field: "model.columns", expected, got });
  }
  forModel(checks, model)(columns);
}
