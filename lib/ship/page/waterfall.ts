/** What raised and what lowered a probability: a waterfall from the usual to this patient. */
import { html, raw } from "hono/html";
import type { Contribution, Explanation } from "../../explain/shap.ts";
import type { FeatureSchema, Row } from "../../types.ts";
import { rowWords } from "../../outcome-words.ts";
import { effectWords, type Html, percentWords } from "./words.ts";
import { logit, sigmoid } from "../../stats/log-odds.ts";

/** A step of the waterfall: one feature, or the small ones together. */
export interface Step {
  readonly words: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** So many features have a step of their own; the rest share one. */
const MOST_STEPS = 8;

function describe(schema: FeatureSchema, row: Row, { feature: name }: Contribution): string {
  const feature = schema.features.find((each) => each.name === name);
  const cell = row[name];
  if (feature === undefined) return name;
  if (cell === null || cell === undefined) return `${feature.label}: unknown`;
  const unit = feature.kind === "number" && feature.unit !== "" ? ` ${feature.unit}` : "";
  return `${feature.label}: ${cell}${unit}`;
}

/**
 * The contributions as steps from the base to the prediction, the furthest first; those beyond the
 * eighth, and those that are 0, are one step at the end.
 */
export function toSteps(
  { base, contributions }: Explanation,
  patient: { readonly schema: FeatureSchema; readonly row: Row },
): Step[] {
  const ordered = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const own = ordered.filter(({ value }, i) => value !== 0 && i < MOST_STEPS);
  const rest = ordered.slice(own.length);
  const named = own.map((each) => ({
    words: describe(patient.schema, patient.row, each),
    value: each.value,
  }));
  if (rest.length > 0) {
    const value = rest.reduce((sum, each) => sum + each.value, 0);
    named.push({ words: rest.length === 1 ? "one other" : `${rest.length} others`, value });
  }
  let at = base;
  return named.map(({ words, value }) => {
    const from = at;
    at += value;
    return { words, value, from, to: at };
  });
}

/** Probabilities worth a line, where they fall into the picture. */
const MARKS = [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99];

/** From what is added up to 0 … 100 across the picture. */
interface Scale {
  readonly place: (value: number) => number;
  readonly marks: readonly { readonly at: number; readonly words: string }[];
}

function scaleOf({ unit, base }: Explanation, steps: readonly Step[]): Scale {
  const values = [base, ...steps.map(({ to }) => to)];
  const room = unit === "log odds" ? 0.4 : 0.04;
  const low = Math.min(...values) - room;
  const high = Math.max(...values) + room;
  const place = (value: number): number => 100 * (value - low) / (high - low);
  const marks = MARKS.map((p) => ({
    at: place(unit === "log odds" ? logit(p) : p),
    words: `${100 * p} %`,
  })).filter(({ at }) => at > 4 && at < 96);
  return { place, marks };
}

const two = (value: number): string => value.toFixed(2);

/** The picture beside one step, stretched to whatever width there is. */
function bar({ from, to, value }: Step, { place, marks }: Scale): Html {
  const [start, end] = [place(from), place(to)];
  const width = Math.max(Math.abs(end - start), 0.4);
  const lines = marks.map(({ at }) => `<path class="mark" d="M${two(at)} 0V24"></path>`).join("");
  const shape = `<rect class="${value < 0 ? "well" : "ill"}" x="${two(Math.min(start, end))}" ` +
    `y="4" width="${two(width)}" height="16"></rect>` +
    `<path class="joint" d="M${two(end)} 4V24"></path>`;
  return html`<svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">${
    raw(lines + shape)
  }</svg>`;
}

/**
 * The waterfall as a list that a screen reader reads line by line, each with its bar.
 *
 * @param explanation What `explainWith` gives.
 */
export function waterfall(
  explanation: Explanation,
  patient: { readonly schema: FeatureSchema; readonly row: Row },
): Html {
  const steps = toSteps(explanation, patient);
  const scale = scaleOf(explanation, steps);
  const { unit, base, prediction } = explanation;
  const { one, many } = rowWords(patient.schema);
  const toP = (value: number): number => unit === "log odds" ? sigmoid(value) : value;
  return html`<ol class="waterfall">
    <li class="end"><span>Where it starts: the average of the training ${many}</span>
      <b>${percentWords(toP(base))}</b></li>
    ${
    steps.map((step) =>
      html`<li class="step"><span class="what">${step.words}</span>${bar(step, scale)}
        <span class="effect"><span aria-hidden="true">${step.value < 0 ? "▼" : "▲"}</span>
        <span class="hidden">${step.value < 0 ? "lowers:" : "raises:"}</span>
        ${effectWords(step.value, unit)}</span></li>`
    )
  }
    <li class="axis" aria-hidden="true"><svg class="words" height="16">${
    raw(
      scale.marks.map(({ at, words }) => `<text x="${two(at)}%" y="12">${words}</text>`).join(""),
    )
  }</svg></li>
    <li class="end"><span>Where it ends: this ${one}</span>
      <b>${percentWords(toP(prediction))}</b></li>
  </ol>`;
}
