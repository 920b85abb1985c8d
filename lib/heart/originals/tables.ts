/** Published, reproduced and corrected figures side by side, as records for a table. */
import {
  accuracy,
  type Confusion,
  f1,
  kappa,
  precision,
  recall,
  specificity,
} from "../../measure/confusion.ts";
import { publishedA, publishedB } from "./published.ts";
import type { RecallLed, RecallLedName, SetAside } from "./recall-led.ts";
import type { StackedResult } from "./stacked.ts";

const FIGURES: Readonly<Record<string, (confusion: Confusion) => number>> = {
  recall,
  precision,
  specificity,
  F1: f1,
  accuracy,
  kappa,
};

/** One figure of one model in three columns. */
export type ThreeColumns = {
  readonly model: string;
  readonly figure: string;
  readonly published: number;
  readonly reproduced: number;
  readonly corrected: number;
};

const names = Object.keys(publishedA) as RecallLedName[];

/**
 * Analysis A: each figure as published, as its protocol gives it on all rows of the popular
 * edition, and as the same protocol gives it on the corrected data, where recall is of the
 * diseased.
 */
export function recallLedRecords(results: {
  readonly popular: RecallLed;
  readonly corrected: RecallLed;
}): ThreeColumns[] {
  return names.flatMap((model) => {
    const published = publishedA[model];
    const { popular, corrected } = {
      popular: results.popular[model],
      corrected: results.corrected[model],
    };
    const auc = {
      model,
      figure: "mean AUC",
      published: published.meanAuc,
      reproduced: popular.chosen.mean,
      corrected: corrected.chosen.mean,
    };
    const others = Object.entries(FIGURES).map(([figure, of]) => ({
      model,
      figure,
      published: of(published.confusion),
      reproduced: of(popular.confusion),
      corrected: of(corrected.confusion),
    }));
    return [auc, ...others];
  });
}

/** The settings that each grid chose, as text. */
export function chosenSettings(result: RecallLed): Record<RecallLedName, string> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.entries(result[name].chosen.settings).map(([key, value]) => `${key} ${value}`).join(
        ", ",
      ),
    ]),
  ) as Record<RecallLedName, string>;
}

/** Where a published figure lies in the distribution over choices of rows. */
export type SpreadRecord = {
  readonly model: string;
  readonly figure: string;
  readonly published: number;
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
  /** Share of the choices with a figure at most as high as published. */
  readonly "share at or below the published": number;
};

function spread(
  values: readonly number[],
  published: number,
): Omit<SpreadRecord, "model" | "figure"> {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    published,
    lowest: sorted[0],
    median: sorted[Math.floor(sorted.length / 2)],
    highest: sorted[sorted.length - 1],
    "share at or below the published": sorted.filter((value) => value <= published).length /
      sorted.length,
  };
}

/** The spread of mean AUC and recall over many choices of 30 rows, with the published figures. */
export function spreadRecords(draws: readonly SetAside[]): SpreadRecord[] {
  return names.flatMap((model) => {
    const { meanAuc, confusion } = publishedA[model];
    const aucs = draws.map((draw) => draw.meanAuc[model]);
    const recalls = draws.map((draw) => recall(draw.confusion[model]));
    return [
      { model, figure: "mean AUC", ...spread(aucs, meanAuc) },
      { model, figure: "recall", ...spread(recalls, recall(confusion)) },
    ];
  });
}

/** Analysis B: accuracies as published, on the stacked rows, and on distinct patients. */
export function stackedRecords(results: {
  readonly stacked: StackedResult;
  readonly distinct: StackedResult;
}): Record<string, string | number | null>[] {
  const { stacked, distinct } = results;
  const row = (figure: string, published: number | null, key: keyof StackedResult) => ({
    figure,
    published,
    reproduced: stacked[key],
    "distinct patients": distinct[key],
  });
  return [
    row("forest, accuracy on its own rows", publishedB.forest, "forestOnItsOwnRows"),
    row("forest, accuracy on the test part", null, "forest"),
    row("SVM without the scaler, accuracy", publishedB.svm, "svmWithoutScaler"),
    row("SVM with the scaler, accuracy", null, "svm"),
    row("logistic regression, accuracy", publishedB.logistic, "logistic"),
    row("logistic regression, F1", publishedB.logisticF1, "logisticF1"),
  ];
}
