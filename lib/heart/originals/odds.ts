/** The odds ratios of analysis A: as published, corrected, and for the right outcome. */
import { takeRows } from "../../data/dataset.ts";
import { oddsRatios } from "../../explain/odds-ratios.ts";
import { elasticNet } from "../../learners/elastic-net.ts";
import type { LogisticModel } from "../../models/logistic/logistic.ts";
import { stratifiedFolds } from "../../resample/folds.ts";
import { fitHeldOut, poolHeldOut } from "../../resample/held-out.ts";
import type { Dataset } from "../../types.ts";
import { takePublishedPredictors } from "./recall-led.ts";

/** The odds ratio of one number, per unit, three ways. */
export interface OddsThreeWays {
  readonly feature: string;
  /** A standardised weight times the standard deviation, fitted to the correctly predicted rows. */
  readonly asPublished: number;
  /**
   * The weight from all rows, divided by the standard deviation: per unit, for the popular
   * edition's 1, no disease.
   */
  readonly divided: number;
  /** Divided, and for disease. */
  readonly corrected: number;
}

/** C = 1 and l1_ratio = 0.9. */
const learner = elasticNet({ penalty: 1, l1Ratio: 0.9 });

/**
 * The rows that cross-validation predicts correctly: analysis A fitted its coefficients to these.
 */
async function keepRight(dataset: Dataset): Promise<Dataset> {
  const splits = stratifiedFolds(dataset.labels, { folds: 10, seed: 42 });
  const { row, p, label } = poolHeldOut(await fitHeldOut(dataset, learner, splits));
  const right = row.filter((_, i) => Number(p[i] > 0.5) === label[i]);
  return takeRows(dataset, Array.from(right).sort((a, b) => a - b));
}

/**
 * The odds ratios of the numbers among analysis A's predictors, from its elastic net. Its two
 * mistakes, multiplying instead of dividing and fitting to the correctly predicted rows, are
 * repeated for `asPublished`.
 *
 * @param editions `popular` is the popular edition of the data, `corrected` the patients
 * themselves.
 */
export async function oddsThreeWays(
  editions: { readonly popular: Dataset; readonly corrected: Dataset },
): Promise<OddsThreeWays[]> {
  const popular = takePublishedPredictors(editions.popular);
  const corrected = oddsRatios(await learner(takePublishedPredictors(editions.corrected)));
  const divided = oddsRatios(await learner(popular));
  const refitted = await learner(await keepRight(popular));
  const { weights } = refitted.model as LogisticModel;
  return refitted.preprocessor.columns.flatMap((column, j): OddsThreeWays[] => {
    if (column.kind !== "number") return [];
    const { feature, scale } = column;
    const ratioOf = (odds: typeof divided): number =>
      odds.find((each) => each.feature === feature)!.ratio;
    return [{
      feature,
      asPublished: Math.exp(weights[j] * scale),
      divided: ratioOf(divided),
      corrected: ratioOf(corrected),
    }];
  });
}
