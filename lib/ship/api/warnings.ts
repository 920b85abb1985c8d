/** What a reader of an answer has to know of the patient it was given for. */
import { rowWords } from "../../outcome-words.ts";
import type { Feature, Row } from "../../types.ts";
import type { FeatureSummary, ModelContent } from "../model-file/model-file.ts";

/** A caution about one feature of one patient. */
export interface Warning {
  readonly feature: string;
  /** Not known; or beyond what the training patients showed. */
  readonly kind: "unknown" | "unseen";
  readonly message: string;
}

/** What the preprocessor puts where nothing is known, in words; "" where that depends. */
function describeFill(file: ModelContent, feature: Feature): string {
  const { steps, columns } = file.preprocessor;
  const column = columns.find((each) => each.feature === feature.name);
  if (steps !== undefined || column === undefined) return "";
  const unit = feature.kind === "number" && feature.unit !== "" ? ` ${feature.unit}` : "";
  const filled = column.kind === "number" ? Number(column.fill.toPrecision(6)) : column.fill;
  return `: the model takes ${filled}${unit}, as is usual among its ${rowWords(file.schema).many}`;
}

function describeUnseen(feature: Feature, summary: FeatureSummary, row: Row): string | undefined {
  const value = row[feature.name];
  if (feature.kind === "number" && summary.kind === "number" && typeof value === "number") {
    const low = summary.deciles[0];
    const high = summary.deciles[summary.deciles.length - 1];
    if (value >= low && value <= high) return undefined;
    return `${feature.label} ${value} is outside what was seen in training, ${low} to ${high}`;
  }
  if (feature.kind === "category" && summary.kind === "category" && typeof value === "string") {
    if (summary.counts[feature.levels.indexOf(value)] !== 0) return undefined;
    return `${feature.label} "${value}" was not seen in training`;
  }
  return undefined;
}

/** Whether more than half of what the model asks for is not known. */
export function isMostlyUnknown(row: Row): boolean {
  const cells = Object.values(row);
  return cells.filter((cell) => cell === null).length > cells.length / 2;
}

/**
 * What is unknown of a patient and what lies outside of what the model learned from, in the order
 * of the schema's features. Empty for a patient like those of the training.
 */
export function warnAbout(file: ModelContent, row: Row): Warning[] {
  return file.schema.features.flatMap((feature, i): Warning[] => {
    const { name, label } = feature;
    if (row[name] === null) {
      const message = `${label} is not known${describeFill(file, feature)}`;
      return [{ feature: name, kind: "unknown", message }];
    }
    const message = describeUnseen(feature, file.card.patients.features[i], row);
    return message === undefined ? [] : [{ feature: name, kind: "unseen", message }];
  });
}
