/** Models and recalibrations as SQL expressions. */
import { recalibrate, type Recalibration } from "../../measure/recalibrate.ts";
import { toBelow } from "../../models/mljs/thresholds.ts";
import type { Model } from "../../models/model.ts";
import type { Tree } from "../../models/tree/nodes.ts";
import type { Dialect } from "./dialect.ts";

/** The name of a prepared column. */
export function columnName(j: number): string {
  return `x${j}`;
}

/** A sum in brackets by halves: databases limit how deep an expression nests, not how long it is. */
function sumOf(terms: readonly string[]): string {
  if (terms.length <= 8) return terms.join(" + ");
  const middle = terms.length >> 1;
  return `(${sumOf(terms.slice(0, middle))}) + (${sumOf(terms.slice(middle))})`;
}

/** Log odds far out are drawn in, where some databases take what overflows for an error. */
function sigmoid(logOdds: string, { writeNumber }: Dialect): string {
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

/** A number from which the probability follows, and how. */
export interface Score {
  readonly score: string;
  /** The probability, given the name of the score. */
  readonly probability: (score: string) => string;
}

/**
 * A model as an expression of its columns.
 *
 * @throws `RangeError` for a kind of model that is no expression: neighbours, SVM, naive Bayes.
 */
export function writeModel(model: Model, dialect: Dialect): Score {
  const number = dialect.writeNumber;
  const asItIs = (score: string): string => score;
  switch (model.kind) {
    case "prevalence":
      return { score: number(model.p), probability: asItIs };
    case "logistic": {
      const terms = model.weights.flatMap((weight, j) =>
        weight === 0 ? [] : [`${number(weight)} * ${columnName(j)}`]
      );
      const score = sumOf([number(model.intercept), ...terms]);
      return { score, probability: (z) => sigmoid(z, dialect) };
    }
    case "tree":
      return { score: writeTree(model.tree, dialect), probability: asItIs };
    case "forest": {
      const trees = model.trees.map((tree) => writeTree(tree, dialect));
      return { score: `(${sumOf(trees)}) / ${number(trees.length)}`, probability: asItIs };
    }
    case "boosting": {
      const trees = model.trees.map((tree) => writeTree(tree, dialect));
      const score = sumOf([number(model.start), ...trees]);
      return { score, probability: (z) => sigmoid(z, dialect) };
    }
    default:
      throw new RangeError(`SQL: expected a model that can be written in it, got ${model.kind}`);
  }
}

/** Straight lines between knots, level beyond the ends. */
function writeKnots(
  { p: knots, value }: Extract<Recalibration, { kind: "isotonic" }>,
  p: string,
  { writeNumber }: Dialect,
): string {
  const cases = knots.flatMap((knot, i) => {
    if (i === 0) return [`WHEN ${p} <= ${writeNumber(knot)} THEN ${writeNumber(value[0])}`];
    if (knot === knots[i - 1]) return [];
    const [from, to, start, rise] = [knots[i - 1], knot, value[i - 1], value[i] - value[i - 1]]
      .map(writeNumber);
    return [`WHEN ${p} <= ${to} THEN ${start} + (${p} - ${from}) / (${to} - ${from}) * ${rise}`];
  });
  return `CASE ${cases.join(" ")} ELSE ${writeNumber(value.at(-1)!)} END`;
}

/** A probability recalibrated, given its name. */
export function writeRecalibration(
  calibration: Recalibration,
  p: string,
  dialect: Dialect,
): string {
  const number = dialect.writeNumber;
  const logit = `LN(${p} / (${number(1)} - ${p}))`;
  const between = (): string => {
    switch (calibration.kind) {
      case "intercept":
        return sigmoid(`${number(calibration.intercept)} + ${logit}`, dialect);
      case "logistic": {
        const { intercept, slope } = calibration;
        return sigmoid(`${number(intercept)} + ${number(slope)} * ${logit}`, dialect);
      }
      case "platt": {
        const { intercept, slope } = calibration;
        return sigmoid(`${number(intercept)} + ${number(slope)} * ${p}`, dialect);
      }
      case "beta": {
        const { a, b, c } = calibration;
        const [rising, falling] = [`LN(${p})`, `LN(${number(1)} - ${p})`];
        const score = `${number(a)} * ${rising} - ${number(b)} * ${falling} + ${number(c)}`;
        return sigmoid(score, dialect);
      }
      case "isotonic":
        return writeKnots(calibration, p, dialect);
    }
  };
  // What a logarithm cannot take is worked out here.
  const [never, always] = recalibrate(calibration, [0, 1]);
  return `CASE WHEN ${p} <= ${number(0)} THEN ${number(never)} ` +
    `WHEN ${p} >= ${number(1)} THEN ${number(always)} ELSE ${between()} END`;
}
