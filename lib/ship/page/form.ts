/** The form: one field a feature, in the words of the schema. */
import { html } from "hono/html";
import { rowWords } from "../../outcome-words.ts";
import { parseCell, parseNumber } from "../../schema.ts";
import type { Cell, Feature, FeatureSchema } from "../../types.ts";
import { lastOfPointer } from "../http/json.ts";
import type { Fault } from "../http/problem.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import type { Html } from "./words.ts";

/** What stands in the fields: text as it was typed, "" where nothing is known. */
export type Filled = Readonly<Record<string, string>>;

/** A form as it came back, or as it is first shown. */
export interface FormState {
  readonly filled: Filled;
  /** By feature. */
  readonly faults: Readonly<Record<string, string>>;
}

/**
 * The usual patient: what the model takes where a measurement is missing, that is the median or the
 * most frequent level of its training patients. "" where it takes no one value.
 */
export function usualPatient({ schema, preprocessor }: ModelContent): Filled {
  const fillOf = (name: string): string => {
    const fill = preprocessor.columns.find(({ feature }) => feature === name)?.fill ?? "";
    return typeof fill === "number" ? String(Number(fill.toPrecision(4))) : fill;
  };
  return Object.fromEntries(schema.features.map(({ name }) => [name, fillOf(name)]));
}

/** A patient of whom nothing is known. */
export function unknownPatient({ features }: FeatureSchema): Filled {
  return Object.fromEntries(features.map(({ name }) => [name, ""]));
}

/** The fields of a posted form as text; one that is absent is "". Names of no field are left out. */
export function readFilled(schema: FeatureSchema, form: URLSearchParams): Filled {
  return Object.fromEntries(
    schema.features.map(({ name }) => [name, (form.get(name) ?? "").trim()]),
  );
}

/** A text as the cell that `score` reads it as; what it refuses is left to the check to refuse. */
function readTyped(feature: Feature, text: string, missing: readonly string[]): Cell {
  try {
    return parseCell(feature, text, { missing, where: "" });
  } catch {
    const number = feature.kind === "number" ? parseNumber(text) : NaN;
    return Number.isFinite(number) ? number : text;
  }
}

/**
 * Typed text as what the API takes: read as a cell of a file is, so a date becomes its day and a
 * decimal comma is one where the schema says so; `null` where empty. What cannot be read stays
 * text, for the check to refuse.
 *
 * @example
 * ```ts
 * import { toPatient } from "heartbook/ship/page/form.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { pickFeatures } from "heartbook/schema.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const schema = pickFeatures(heartSchema, ["age", "chol", "oldpeak"]);
 * const patient = toPatient(schema, { age: "63", chol: "", oldpeak: "2,3" });
 * assertEquals(patient, { age: 63, chol: null, oldpeak: "2,3" });
 * ```
 */
export function toPatient(schema: FeatureSchema, filled: Filled): Record<string, Cell> {
  return Object.fromEntries(
    schema.features.map((feature) => [
      feature.name,
      readTyped(feature, filled[feature.name], schema.missing),
    ]),
  );
}

/** The faults of the one patient of a form, by feature. */
export function faultsByFeature(faults: readonly Fault[]): Record<string, string> {
  return Object.fromEntries(
    faults.map(({ pointer, detail }) => [lastOfPointer(pointer), detail]),
  );
}

/** A name of its own in the page. Blanks would part it into several where others refer to it. */
function idOf({ name }: Feature): string {
  return `field-${name.replace(/[\s%]/g, (each) => `%${each.charCodeAt(0)}`)}`;
}

function describeInput(feature: Feature): string {
  if (feature.kind === "category") return feature.about;
  const [low, high] = feature.range;
  const unit = feature.unit === "" ? "" : ` ${feature.unit}`;
  const date = feature.since === undefined ? "" : `, or a date such as ${feature.since}`;
  return `${feature.about} ${low} to ${high}${unit}${date}.`;
}

function input(feature: Feature, text: string, fault: string | undefined): Html {
  const id = idOf(feature);
  const told = fault === undefined ? `${id}-about` : `${id}-fault ${id}-about`;
  const invalid = fault === undefined ? "false" : "true";
  if (feature.kind === "number") {
    // Of type text: a field of type number gives "" for what it cannot read, and "" is "unknown".
    return html`<span class="measure"><input id="${id}" name="${feature.name}" type="text"
      inputmode="decimal" autocomplete="off" value="${text}" placeholder="unknown"
      aria-describedby="${told}" aria-invalid="${invalid}"><span class="unit"
      aria-hidden="true">${feature.unit}</span></span>`;
  }
  const options = [["", "unknown"], ...feature.levels.map((level) => [level, level])];
  return html`
    <select id="${id}" name="${feature.name}" aria-describedby="${told}"
      aria-invalid="${invalid}">${options.map(([value, words]) =>
        html`
          <option value="${value}" ${value === text ? " selected" : ""}>${words}</option>
        `
      )}</select>
  `;
}

function field(feature: Feature, { filled, faults }: FormState): Html {
  const id = idOf(feature);
  const fault = faults[feature.name];
  const unit = feature.kind === "number" && feature.unit !== "" ? `, ${feature.unit}` : "";
  return html`<div class="field">
    <label for="${id}">${feature.label}<span class="hidden">${unit}</span></label>
    ${input(feature, filled[feature.name], fault)}
    ${fault === undefined ? "" : html`<p class="fault" id="${id}-fault">${fault}</p>`}
    <p class="about" id="${id}-about">${describeInput(feature)}</p>
  </div>`;
}

/** What is wrong, at the top, with a way to each field. */
function faultSummary(schema: FeatureSchema, { faults }: FormState): Html | "" {
  const wrong = schema.features.filter(({ name }) => faults[name] !== undefined);
  if (wrong.length === 0) return "";
  return html`
    <div class="faults" id="faults" tabindex="-1" role="alert">
      <h3>Not asked yet: ${wrong.length === 1
        ? "one value"
        : `${wrong.length} values`} cannot be</h3>
      <ul>${wrong.map((feature) =>
        html`<li><a href="#${idOf(feature)}">${feature.label}</a>: ${faults[feature.name]}</li>`
      )}</ul>
    </div>
  `;
}

/** The whole form. It is sent as it is: no script is needed to ask. */
export function patientForm(schema: FeatureSchema, state: FormState): Html {
  const { one } = rowWords(schema);
  return html`<form id="patient" method="post" action="/" novalidate>
    <h2 id="patient-title">The ${one}</h2>
    <p class="about">Filled in is the usual ${one} of the training data. Leave empty, or choose
      “unknown”, what is not known.</p>
    ${faultSummary(schema, state)}
    <div class="fields">${schema.features.map((feature) => field(feature, state))}</div>
    <p class="buttons"><button type="submit">Ask the model</button>
      <a class="quiet" href="/?unknown">all unknown</a>
      <a class="quiet" href="/">the usual ${one}</a></p>
  </form>`;
}
