/** The models whose answers are frozen, and the columns they were fitted on. */
import { readHeart } from "heartbook/heart/heart.ts";
import type { Model } from "heartbook/models/model.ts";
import { type Pipeline, prepareTraining } from "heartbook/pipeline.ts";
import type { Matrix, NumberFeature, PreparedColumn, Row } from "heartbook/types.ts";
import reference from "../reference/explain.json" with { type: "json" };
import shap from "../reference/shap.json" with { type: "json" };

const patients = readHeart();
/** ST depression in tenths of a millimetre: see what the reference says of it. */
const inTenths = {
  ...patients,
  rows: patients.rows.map((row) => ({ ...row, oldpeak: Math.round(10 * Number(row.oldpeak)) })),
};

/** All 303 patients, a column per number and per level. */
export const { training } = prepareTraining(inTenths, { numbers: "raw", levels: "all" });
const { columns: width } = training.X;

/** Every so-manieth row of the matrix. */
export function everyRow({ values, rows, columns }: Matrix, step: number): Matrix {
  const kept = Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step);
  const cells = kept.flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]);
  return { values: Float64Array.from(cells), rows: kept.length, columns };
}

/** Columns of these features, one each. */
export function columnsOf(features: readonly string[]): PreparedColumn[] {
  return features.map((feature) => ({ kind: "number", feature, fill: 0, mean: 0, scale: 1 }));
}

export const models = {
  tree: { kind: "tree", columns: width, tree: shap.tree.trees[0] },
  forest: { kind: "forest", columns: width, trees: shap.forest.trees },
  boosting: { kind: "boosting", columns: width, start: shap.start, trees: shap.boosting.trees },
} satisfies Record<string, Model>;

/** A model of bare columns x0, x1 … as a pipeline of numbers. */
export function barePipeline(model: Model, count: number): Pipeline {
  const features = Array.from({ length: count }, (_, j): NumberFeature => ({
    kind: "number",
    name: `x${j}`,
    label: `x${j}`,
    about: "",
    unit: "",
    range: [-Infinity, Infinity],
  }));
  return {
    schema: { ...patients.schema, features },
    preprocessor: { columns: columnsOf(features.map(({ name }) => name)) },
    model,
  };
}

/** Rows of a matrix with their cells named x0, x1 … */
export function bareRows({ values, rows, columns }: Matrix): Row[] {
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(
      Array.from({ length: columns }, (_, j) => [`x${j}`, values[i * columns + j]]),
    ));
}

/** The eight columns of the small forest, in its order, and the forest. */
export const eight: Matrix = {
  values: Float64Array.from({ length: training.X.rows * 8 }, (_, cell) => {
    return training.X.values[Math.floor(cell / 8) * width + reference.eight[cell % 8]];
  }),
  rows: training.X.rows,
  columns: 8,
};
export const small: Model = { kind: "forest", columns: 8, trees: reference.small };
