/** What an analysis has to say: each sentence with its proof, and true of this very table. */
import type { Shortlist } from "../choose/shortlist.ts";
import type { TunedLearnerName } from "../choose/tuned-learners.ts";
import { compareAuc, delongInterval } from "../measure/delong.ts";
import type { CardGroup, ModelFile } from "../ship/model-file/model-file.ts";
import { canonicalText } from "../ship/model-file/text.ts";
import { countOf, percent, writeInterval } from "../text.ts";
import type { Interval } from "../types.ts";
import type { Comparison } from "./compare.ts";
import type { OpenedTable } from "./open.ts";

/** A sentence and whether it holds, for `claim(...)`. */
export type Claim = readonly [text: string, holds: boolean];

/** A figure of a group of a card, by its name. */
function figureOf({ figures }: CardGroup, name: string): Interval | undefined {
  return figures.find((figure) => figure.name === name)?.interval;
}

/** "93 % [91 %, 95 %]". */
export function share({ estimate, low, high }: Interval): string {
  const digits = Math.min(estimate, 1 - estimate) < 0.02 ? 1 : 0;
  const [at, from, to] = [estimate, low, high].map((end) => percent(end, { digits }));
  return `${at} [${from}, ${to}]`;
}

/** Who is in the table. */
export function rowsSentence({ patients, words }: OpenedTable): string {
  const { labels, schema } = patients;
  const positive = labels.filter((label) => label === 1).length;
  return `${labels.length} rows of ${schema.name}, ${schema.features.length} columns to learn from; ` +
    `${positive} (${
      percent(positive / labels.length)
    }) have the outcome "${words.positive}", the others ` +
    `"${words.negative}".`;
}

/** An AUC that is surely above this is called a separation; one surely above 0.5, less. */
const SEPARATES = 0.7;

/**
 * Whether the chosen model knows more than the overall share does: each of three sentences can come
 * out, and each is proved by DeLong's interval for the AUC.
 */
export function betterThanNothing(
  { models }: Comparison,
  choice: TunedLearnerName,
): Claim {
  const auc = delongInterval(models[choice]!.predictions);
  const written = writeInterval(auc);
  if (auc.low > SEPARATES) {
    return [
      `The ${choice} separates the outcomes: AUC ${written}, where guessing has 0.5.`,
      auc.low > SEPARATES,
    ];
  }
  return auc.low > 0.5
    ? [
      `The ${choice} does better than guessing, which has an AUC of 0.5: ${written}.`,
      auc.low > 0.5,
    ]
    : [
      `The ${choice} cannot be told from guessing: AUC ${written}. It is of no use as it stands.`,
      auc.low <= 0.5,
    ];
}

/** Whether the chosen model ranks worse than the one with the highest AUC. */
export function againstBest({ models }: Comparison, choice: TunedLearnerName): Claim {
  const names = Object.keys(models) as TunedLearnerName[];
  const aucs = names.map((name) => ({ name, auc: delongInterval(models[name]!.predictions) }));
  const best = aucs.reduce((a, b) => b.auc.estimate > a.auc.estimate ? b : a).name;
  if (best === choice) return [`No model ranks better than the ${choice}.`, true];
  const gap = compareAuc({
    first: models[best]!.predictions,
    second: models[choice]!.predictions,
  });
  const written = writeInterval(gap);
  return gap.low > 0
    ? [`The ${best} ranks better than the ${choice}, by an AUC of ${written}.`, gap.low > 0]
    : [
      `The ${best} ranks no better than the ${choice} as far as these rows tell: ${written}.`,
      gap.low <= 0,
    ];
}

/** Whether a model file was trained on this table, read by this schema. */
export function madeFrom(file: ModelFile, { patients, dataSha256 }: OpenedTable): Claim {
  return [
    "The model file is of this table and this schema.",
    file.dataSha256 === dataSha256 && canonicalText(file.schema) === canonicalText(patients.schema),
  ];
}

/** What the threshold does to rows that it was not chosen on. */
export function decisionSentence(
  { card: { groups: [everybody] }, threshold }: ModelFile,
  { words }: Pick<OpenedTable, "words">,
): string {
  const found = figureOf(everybody, "recall")!, spared = figureOf(everybody, "specificity")!;
  return `At a probability of ${threshold.value.toFixed(3)} or above, a row is called ` +
    `"${words.positive}": on rows kept out of that choice this finds ${share(found)} of all ` +
    `"${words.positive}" and rightly rules out ${share(spared)} of all "${words.negative}".`;
}

/** The answer in three sentences. */
export function answer(
  opened: OpenedTable,
  { file, chosen, comparison }: {
    readonly file: ModelFile;
    readonly chosen: Shortlist & { readonly choice: TunedLearnerName };
    readonly comparison: Comparison;
  },
): string[] {
  const [verdict] = betterThanNothing(comparison, chosen.choice);
  const errors = opened.findings.filter(({ severity }) => severity === "error").length;
  const warnings = opened.findings.filter(({ severity }) => severity === "warning").length;
  return [
    verdict,
    decisionSentence(file, opened),
    `To be read before it is believed: ${countOf(opened.doubts.length, "assumption")} about the ` +
    `table, and ${countOf(errors, "error")} and ${
      countOf(warnings, "warning")
    } of the audit, all ` +
    "in the report.",
  ];
}
