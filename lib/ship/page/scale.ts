/** Where a probability lies between ruled out, needs a closer look and called diseased. */
import { html, raw } from "hono/html";
import { outcomeWords } from "../../outcome-words.ts";
import { escapeHtml } from "../../show/bundle.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import { DECISION_WORDS } from "../model-file/predict.ts";
import { type Html, percentWords } from "./words.ts";

/** What is drawn on the scale: the answer, and what became of patients like this one. */
export interface Marked {
  readonly p: number;
  /** An interval of shares, both ends in [0, 1]; left out where there is none. */
  readonly interval?: { readonly low: number; readonly high: number };
}

const percentOf = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** Narrower than this, a zone has no room for its name. */
const NARROWEST_NAMED = 0.12;

function zone(from: number, to: number, [kind, words]: readonly [string, string]): string {
  if (to <= from) return "";
  const name = to - from < NARROWEST_NAMED
    ? ""
    : `<text class="name" x="${percentOf((from + to) / 2)}" y="64">${words}</text>`;
  return `<rect class="zone ${kind}" x="${percentOf(from)}" y="26" ` +
    `width="${percentOf(to - from)}" height="14"></rect>${name}`;
}

/** The ends of the zones, of which there are two where the model refers and else one. */
export function zoneEnds(
  { refer, threshold }: Pick<ModelContent, "refer" | "threshold">,
): { readonly low: number; readonly high: number } {
  return refer ?? { low: threshold.value, high: threshold.value };
}

/** "call diseased", or "call died"; text for SVG, so markup in it is made harmless. */
function raisedName({ schema }: Partial<Pick<ModelContent, "schema">>): string {
  return `call ${
    escapeHtml(schema === undefined ? "diseased" : outcomeWords(schema.outcome).positive)
  }`;
}

/**
 * A scale from 0 to 100 % with its zones, a mark at the probability and a line for the interval.
 * Only for eyes: the words beside it say the same.
 */
export function probabilityScale(
  file: Pick<ModelContent, "refer" | "threshold"> & Partial<Pick<ModelContent, "schema">>,
  { p, interval }: Marked,
): Html {
  const { low, high } = zoneEnds(file);
  const zones = zone(0, low, ["well", DECISION_WORDS.healthy]) +
    zone(low, high, ["refer", DECISION_WORDS.refer]) +
    zone(high, 1, ["ill", raisedName(file)]);
  const sure = interval === undefined ? "" : `<rect class="sure" x="${percentOf(interval.low)}" ` +
    `y="44" width="${percentOf(interval.high - interval.low)}" height="5"></rect>`;
  const anchor = p < 0.1 ? "start" : p > 0.9 ? "end" : "middle";
  const mark = `<svg class="mark" x="${percentOf(p)}"><path d="M0 42 L-7 22 H7 Z"></path>` +
    `<text y="16" text-anchor="${anchor}">${percentWords(p)}</text></svg>`;
  return html`<svg class="scale" height="70" aria-hidden="true">${raw(zones + sure + mark)}</svg>`;
}
