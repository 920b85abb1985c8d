/** Do the ml-* packages answer what our models answer, once they hold our numbers? */
import defer * as mlLogistic from "ml-logistic-regression";
import defer * as mlForest from "ml-random-forest";
import type { Matrix } from "../../types.ts";
import type { ForestModel } from "../forest/forest.ts";
import { type LogisticModel, predictLogistic } from "../logistic/logistic.ts";
import { predictByVote, toMlRandomForest } from "./forest.ts";
import { toMlLogisticRegression, toMlMatrix } from "./logistic.ts";

/** How many rows of `X` the package and our model classify alike. */
export interface Agreement {
  readonly rows: number;
  readonly same: number;
}

function countSame(theirs: ArrayLike<number>, ours: ArrayLike<boolean>): Agreement {
  const same = Array.from(ours).filter((diseased, i) => Number(diseased) === theirs[i]).length;
  return { rows: ours.length, same };
}

/** Loads our logistic model into `ml-logistic-regression` and compares the classes, p >= 0.5. */
export function agreeOnLogistic(model: LogisticModel, X: Matrix): Agreement {
  const loaded = mlLogistic.default.load(toMlLogisticRegression(model));
  return countSame(
    loaded.predict(toMlMatrix(X)),
    Array.from(predictLogistic(model, X), (p) => p >= 0.5),
  );
}

/**
 * Loads our forest into `ml-random-forest` and compares its class with the majority vote of our
 * trees: that package counts votes, while our forest averages probabilities.
 */
export function agreeOnForest(model: ForestModel, X: Matrix): Agreement {
  const loaded = mlForest.RandomForestClassifier.load(toMlRandomForest(model));
  const rows = Array.from(
    { length: X.rows },
    (_, i) => [...X.values.subarray(i * X.columns, (i + 1) * X.columns)],
  );
  return countSame(loaded.predict(rows), Array.from(predictByVote(model, X), (p) => p > 0.5));
}
