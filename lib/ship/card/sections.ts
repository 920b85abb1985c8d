/** What a model card says, section by section, every number from the file. */
import type { CalibrationCurve } from "../../measure/calibration-curve.ts";
import { outcomeWords, rowWords, whoAre } from "../../outcome-words.ts";
import { percent, writeInterval } from "../../text.ts";
import type { Feature } from "../../types.ts";
import { list, plain, plainLine, table } from "./markdown.ts";
import { promisesByGroup } from "../model-file/promise.ts";
import type { CardGroup, FeatureSummary, ModelFile } from "../model-file/model-file.ts";

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** A heading with what stands under it. */
export interface CardSection {
  readonly heading: string;
  readonly markdown: string;
}

/** "56 [45, 66]" for a number, "male 206, female 97" for a category. */
function describeFeature(summary: FeatureSummary, feature: Feature): string {
  if (summary.kind === "number") {
    const [low, middle, high] = [1, 5, 9].map((i) =>
      String(Number(summary.deciles[i].toPrecision(4)))
    );
    return `${middle} [${low}, ${high}]`;
  }
  const levels = feature.kind === "category" ? feature.levels : [];
  return levels.map((level, i) => `${level} ${summary.counts[i]}`).join(", ");
}

function describePatients({ schema, card: { patients } }: ModelFile): string {
  const { count, diseased, about, features } = patients;
  const words = outcomeWords(schema.outcome);
  const { many } = rowWords(schema);
  const rows = features.map((summary, i) => {
    const feature = schema.features[i];
    const unit = feature.kind === "number" && feature.unit !== "" ? `, ${feature.unit}` : "";
    return [
      feature.label + unit,
      describeFeature(summary, feature),
      String(summary.missing),
    ];
  });
  return `${plainLine(about)} ${count} ${many}, ${diseased} (${
    percent(diseased / count)
  }) of them ` +
    `${words.positive}. Of numbers the median, in brackets the first and the last decile; of categories ` +
    `how many ${many} have each level.\n\n${table(["feature", "recorded", "missing"], rows)}`;
}

function describeDecision({ threshold, refer, schema }: ModelFile): string {
  const words = outcomeWords(schema.outcome);
  const { one, many } = rowWords(schema);
  const { truePositive, falseNegative, falsePositive, trueNegative } = threshold.confusion;
  const { low, high } = refer ?? { low: threshold.value, high: threshold.value };
  const zone = low < high ? `, needs a closer look from there up to ${high.toFixed(3)},` : "";
  const counts = [
    [words.positive, truePositive, falseNegative],
    [words.negative, falsePositive, trueNegative],
  ] as const;
  return `A ${one} is ruled out below a probability of ${low.toFixed(3)}${zone} and is called ` +
    `${plain(words.positive)} at ${high.toFixed(3)} or above. The threshold of ${
      threshold.value.toFixed(3)
    } ` +
    `(${plain(threshold.method)}) ${plain(threshold.promise)}. Of the ${many} it was chosen on:` +
    "\n\n" + table(
      [many, "at or above the threshold", "below"],
      counts.map(([name, ...cells]) => [name, ...cells.map(String)]),
    );
}

/** Whether the threshold's promise holds for each group, a line each; empty without groups. */
function describePromises(file: ModelFile): string {
  const promises = promisesByGroup(file);
  if (promises.length === 0) return "";
  return "\n\nA promise does not hold for a group whose own figure is below what is promised, and " +
    "is not sure where only the interval reaches below.\n\n" +
    list(promises.map(({ message }) => `${message}.`));
}

function describeFigures(file: ModelFile): string {
  const { schema, card: { groups, validation } } = file;
  const { positive, negative } = outcomeWords(schema.outcome);
  const those = plain(whoAre(positive));
  const others = positive === "diseased" ? "the healthy" : plain(whoAre(negative));
  const names = groups[0].figures.map(({ name }) => name);
  const header = groups.map(({ name, patients, diseased }) =>
    `${name} (${diseased} of ${patients})`
  );
  const cell = ({ figures }: CardGroup, wanted: string): string =>
    writeInterval(figures.find(({ name }) => name === wanted)?.interval ?? null);
  return `${plainLine(validation)}\n\n` + table(
    ["figure", ...header],
    names.map((name) => [name, ...groups.map((group) => cell(group, name))]),
  ) + "\n\nIn brackets after a group: " + those + ", of all. Recall: of " + those + ", the share " +
    "that is not ruled out; specificity: of " + others + ", the share that is." +
    describePromises(file);
}

/** A row per figure, a column per place; the sentence alone where it was not tried. */
function describeExternal({ about, places }: NonNullable<ModelFile["card"]["external"]>): string {
  if (places.length === 0) return plainLine(about);
  const header = places.map(({ name, patients, diseased }) =>
    `${name} (${diseased} of ${patients})`
  );
  const rows = places[0].figures.map(({ name }) => [
    name,
    ...places.map(({ figures }) =>
      writeInterval(figures.find((figure) => figure.name === name)?.interval ?? null)
    ),
  ]);
  return `${plainLine(about)}\n\n${table(["figure", ...header], rows)}`;
}

/** The finding of a calibration chart. */
export function calibrationFinding({ errors }: CalibrationCurve): string {
  return `Predictions lie ${errors.ici.estimate.toFixed(3)} from what was observed, on average`;
}

function describeCalibration({ schema, card: { calibrationCurve: curve } }: ModelFile): string {
  if (curve === null) {
    return "The model gives too few different probabilities for a smooth curve to be drawn.";
  }
  const { points, level, smoother } = curve;
  const some = points.filter((_, i) => i % Math.ceil(points.length / 6) === 0);
  const rows = some.map(({ p, observed, low, high }) => [
    p.toFixed(2),
    `${observed.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`,
  ]);
  return `${calibrationFinding(curve)} (${plain(smoother)}; intervals of ${percent(level)}).\n\n` +
    table(
      ["predicted", `observed share of ${whoAre(outcomeWords(schema.outcome).positive)}`],
      rows,
    );
}

function describeOrigin(file: ModelFile): string {
  const { model, preprocessor, created, seed, dataSha256, contentSha256 } = file;
  return table(["mark", "value"], [
    ["kind of model", `${model.kind}, ${preprocessor.columns.length} columns`],
    ["recalibration", file.calibration?.kind ?? "none"],
    ["trained", created],
    ["seed", String(seed)],
    ["SHA-256 of the data", dataSha256],
    ["SHA-256 of the content", contentSha256],
  ]);
}

/** All sections of the card, in their order. */
export function cardSections(file: ModelFile): CardSection[] {
  const { use, misuse, reasons, limits, external } = file.card;
  return [
    { heading: "What it is for", markdown: list(use) },
    { heading: "What it is not for", markdown: list(misuse) },
    { heading: capital(rowWords(file.schema).many), markdown: describePatients(file) },
    { heading: "How it decides", markdown: describeDecision(file) },
    { heading: "How good it is", markdown: describeFigures(file) },
    { heading: "Calibration", markdown: describeCalibration(file) },
    ...(external === undefined
      ? []
      : [{ heading: "Elsewhere", markdown: describeExternal(external) }]),
    { heading: "Why it is so", markdown: list(reasons) },
    { heading: "Limits", markdown: list(limits) },
    { heading: "Where it comes from", markdown: describeOrigin(file) },
  ];
}
