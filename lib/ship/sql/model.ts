/** Models as SQL: one table over every kind. */
import { toBelow } from "../../models/mljs/thresholds.ts";
import type { Model } from "../../models/model.ts";
import type { Tree } from "../../models/tree/nodes.ts";
import { writeCompared } from "./compared.ts";
import type { Dialect } from "./dialect.ts";
import { type Query, select, sumOf } from "./query.ts";
import type { NotAvailable } from "./steps.ts";

/** The name of a prepared column. */
export function columnName(j: number): string {
  return `x${j}`;
}

/** Log odds far out are drawn in, where some databases take what overflows for an error. */
export function writeSigmoid(logOdds: string, { writeNumber }: Dialect): string {
  const within = `GREATEST(LEAST(${logOdds}, ${writeNumber(700)}), ${writeNumber(-700)})`;
  return `${writeNumber(1)} / (${writeNumber(1)} + EXP(-${within}))`;
}

function writeTree({ feature, threshold, left, right, value }: Tree, dialect: Dialect): string {
  const { writeNumber } = dialect;
  const visit = (node: number): string => {
    if (feature[node] < 0) return writeNumber(value[node]);
    // In doubles, so that no database has to round to single precision as the trees do.
    const limit = writeNumber(toBelow(threshold[node]));
    return `CASE WHEN ${columnName(feature[node])} < ${limit} THEN ${visit(left[node])}` +
      ` ELSE ${visit(right[node])} END`;
  };
  return visit(0);
}

/** The query with one more subquery, `estimated`, of one column, `raw`: the probability. */
type ModelWriter<Kind extends Model["kind"]> = (
  prepared: Query,
  model: Extract<Model, { readonly kind: Kind }>,
) => Query;

/** The probability as one expression of the columns. */
function estimate(prepared: Query, probability: string): Query {
  return select(prepared, "estimated", { columns: [["raw", probability]] });
}

/** The probability as the sigmoid of one expression of the columns. */
function estimateLogOdds(prepared: Query, logOdds: string): Query {
  const scored = select(prepared, "scored", { columns: [["score", logOdds]] });
  return estimate(scored, writeSigmoid("score", prepared.dialect));
}

/** The intercept and each column times its weight. */
function linear(
  { intercept, weights }: { readonly intercept: number; readonly weights: readonly number[] },
  { writeNumber }: Dialect,
): string {
  const terms = weights.flatMap((weight, j) =>
    weight === 0 ? [] : [`${writeNumber(weight)} * ${columnName(j)}`]
  );
  return sumOf([writeNumber(intercept), ...terms]);
}

const logRatio = ([healthy, diseased]: readonly [number, number]): number =>
  Math.log(diseased / healthy);

function naiveBayes(
  { prior, numbers, categories }: Extract<Model, { kind: "naive-bayes" }>,
  { writeNumber }: Dialect,
): string {
  const ofNumbers = numbers.flatMap(({ column, mean, variance }) => {
    const [healthy, diseased] = mean.map((each, i) => {
      const apart = `(${columnName(column)} - ${writeNumber(each)})`;
      return `${apart} * ${apart} / ${writeNumber(2 * variance[i])}`;
    });
    return [healthy, `-(${diseased})`, writeNumber(-logRatio(variance) / 2)];
  });
  const ofCategories = categories.map(({ levels, rest }) => {
    const cases = levels.map(({ column, above, share }) =>
      `WHEN ${columnName(column)} > ${writeNumber(above)} THEN ${writeNumber(logRatio(share))}`
    );
    return `CASE ${cases.join(" ")} ELSE ${writeNumber(rest ? logRatio(rest) : 0)} END`;
  });
  return sumOf([writeNumber(logRatio(prior)), ...ofNumbers, ...ofCategories]);
}

/** Training patients are compared with in a join; so many of their cells a query may hold. */
const MOST_CELLS = 50_000;

/** Rows of plain numbers, out of one list. */
function rowsOf(values: readonly number[], columns: number): number[][] {
  if (values.length > MOST_CELLS) {
    throw new RangeError(
      `SQL: expected a model that holds at most ${MOST_CELLS} cells of training patients, ` +
        `got ${values.length}`,
    );
  }
  return Array.from(
    { length: values.length / columns },
    (_, i) => values.slice(i * columns, (i + 1) * columns),
  );
}

/** How each kind of model is written, or why it is not. */
const models = {
  prevalence: (prepared, { p }) => estimate(prepared, prepared.dialect.writeNumber(p)),
  logistic: (prepared, model) => estimateLogOdds(prepared, linear(model, prepared.dialect)),
  "naive-bayes": (prepared, model) =>
    estimateLogOdds(prepared, naiveBayes(model, prepared.dialect)),
  tree: (prepared, { tree }) => estimate(prepared, writeTree(tree, prepared.dialect)),
  forest: (prepared, { trees }) => {
    const sum = sumOf(trees.map((tree) => writeTree(tree, prepared.dialect)));
    return estimate(prepared, `(${sum}) / ${prepared.dialect.writeNumber(trees.length)}`);
  },
  boosting: (prepared, { start, trees }) => {
    const { dialect } = prepared;
    const terms = trees.map((tree) => writeTree(tree, dialect));
    return estimateLogOdds(prepared, sumOf([dialect.writeNumber(start), ...terms]));
  },
  neighbours: (prepared, { k, weights, columns, values, labels, counts }) => {
    const number = prepared.dialect.writeNumber;
    const near = writeCompared(prepared, {
      rows: rowsOf(values, columns),
      extra: { label: labels, votes: counts },
      measures: [
        ["place", "ROW_NUMBER() OVER (PARTITION BY patient ORDER BY square, train)"],
        ["nearest", "MIN(square) OVER (PARTITION BY patient)"],
      ],
    });
    const vote = weights === "uniform"
      ? "votes"
      : `CASE WHEN nearest > ${number(0)} THEN votes / SQRT(square) ` +
        `WHEN square = ${number(0)} THEN votes ELSE ${number(0)} END`;
    return near(`SUM(label * ${`(${vote})`}) / SUM(${vote})`, `place <= ${k}`);
  },
  svm: (prepared, { kernel, columns, vectors, coefficients, intercept, sigmoid }) => {
    const { dialect } = prepared;
    const number = dialect.writeNumber;
    const odds = (decision: string): string =>
      `${number(sigmoid.slope)} * (${decision}) + ${number(sigmoid.intercept)}`;
    const rows = rowsOf(vectors, columns);
    if (kernel.kind === "linear") {
      const weights = Array.from(
        { length: columns },
        (_, j) => rows.reduce((sum, row, i) => sum + coefficients[i] * row[j], 0),
      );
      return estimateLogOdds(prepared, odds(linear({ intercept, weights }, dialect)));
    }
    if (rows.length === 0) return estimateLogOdds(prepared, odds(number(intercept)));
    const near = writeCompared(prepared, {
      rows,
      extra: { coefficient: coefficients },
      measures: [],
    });
    // What is far beyond reach is drawn in: some databases take an underflow for an error.
    const likeness = `EXP(GREATEST(${number(-kernel.gamma)} * square, ${number(-700)}))`;
    const decision = `SUM(coefficient * ${likeness}) + ${number(intercept)}`;
    return near(writeSigmoid(odds(decision), dialect));
  },
} satisfies { readonly [Kind in Model["kind"]]: ModelWriter<Kind> | NotAvailable };

/**
 * The query with the probability of a model in it: a last subquery with the column `raw`.
 *
 * @throws `RangeError` for a kind of model that cannot be written, saying why, and for neighbours
 * and SVMs that hold more than 50,000 cells of training patients.
 */
export function writeModel(prepared: Query, model: Model): Query {
  const writer: ModelWriter<never> | NotAvailable = models[model.kind];
  if ("notAvailable" in writer) {
    throw new RangeError(`SQL: ${model.kind} cannot be written: ${writer.notAvailable}`);
  }
  return writer(prepared, model as never);
}
