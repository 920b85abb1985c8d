/** Checks a hand-written schema before it is used to read a table. */
import { demand, demandUnique } from "../demand.ts";
import { dayNumber } from "../schema.ts";
import type { FeatureSchema } from "../types.ts";

/** Names that mean something to JavaScript itself, and so never name anything of ours. */
export const RESERVED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

type Fields = Readonly<Record<string, unknown>>;

/** The value of a field that must be of this type; a message names the field. */
function take(fields: Fields, key: string, { at, type }: {
  readonly at: string;
  readonly type: "string" | "number" | "boolean";
}): unknown {
  const value = fields[key];
  const found: string = typeof value;
  if (found === type) return value;
  throw new TypeError(
    `${at}.${key}: expected a ${type}, got ${JSON.stringify(value) ?? "nothing"}`,
  );
}

/** An object with known keys only. */
export function checkFields(value: unknown, at: string, keys: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${at}: expected an object, got ${JSON.stringify(value) ?? "nothing"}`);
  }
  const strange = Object.keys(value).find((key) => !keys.includes(key));
  if (strange !== undefined) {
    throw new TypeError(`${at}.${strange}: expected one of ${keys.join(", ")}`);
  }
  return value as Fields;
}

/** A list of texts. */
export function checkTexts(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw new TypeError(`${at}: expected a list of texts, got ${JSON.stringify(value) ?? "nothing"}`);
}

function checkCodes(value: unknown, at: string, type: "string" | "number"): void {
  if (value === undefined) return;
  const codes = checkFields(value, at, Object.keys(value ?? {}));
  for (const code of Object.keys(codes)) take(codes, code, { at, type });
}

function checkNumber(feature: Fields, at: string): void {
  checkFields(feature, at, [
    ...["kind", "name", "label", "about", "missing"],
    ...["unit", "range", "whole", "codes", "since", "dates", "decimal"],
  ]);
  take(feature, "unit", { at, type: "string" });
  const { range, whole, codes, since, dates, decimal } = feature;
  if (!Array.isArray(range) || range.length !== 2 || !range.every(Number.isFinite)) {
    throw new TypeError(`${at}.range: expected two numbers, got ${JSON.stringify(range)}`);
  }
  const [low, high] = range as number[];
  demand(low <= high, {
    field: `${at}.range`,
    expected: "a low end up to the high one",
    got: `${low} and ${high}`,
  });
  if (whole !== undefined) take(feature, "whole", { at, type: "boolean" });
  checkCodes(codes, `${at}.codes`, "number");
  if (since !== undefined) {
    demand(typeof since === "string" && !Number.isNaN(dayNumber(since)), {
      field: `${at}.since`,
      expected: 'a day such as "2019-04-01"',
      got: JSON.stringify(since),
    });
  }
  demand(dates === undefined || dates === "day/month/year" || dates === "month/day/year", {
    field: `${at}.dates`,
    expected: '"day/month/year" or "month/day/year"',
    got: JSON.stringify(dates),
  });
  demand(decimal === undefined || decimal === ",", {
    field: `${at}.decimal`,
    expected: '","',
    got: JSON.stringify(decimal),
  });
}

function checkCategory(feature: Fields, at: string): void {
  checkFields(feature, at, ["kind", "name", "label", "about", "missing", "levels", "codes"]);
  const levels = checkTexts(feature.levels, `${at}.levels`);
  demand(levels.length > 0, { field: `${at}.levels`, expected: "at least one", got: "none" });
  demandUnique(`${at}.levels`, levels);
  checkCodes(feature.codes, `${at}.codes`, "string");
  for (const [code, level] of Object.entries(feature.codes ?? {})) {
    demand(levels.includes(level), {
      field: `${at}.codes.${code}`,
      expected: `one of ${levels.join(", ")}`,
      got: `"${level}"`,
    });
  }
}

function checkFeature(value: unknown, at: string): void {
  const { kind } = checkFields(value, at, Object.keys(value ?? {}));
  const feature = value as Fields;
  for (const key of ["name", "label", "about"]) take(feature, key, { at, type: "string" });
  const name = feature.name as string;
  demand(name !== "" && !RESERVED.has(name), {
    field: `${at}.name`,
    expected: name === "" ? "a name" : `a name other than ${[...RESERVED].join(", ")}`,
    got: JSON.stringify(name),
  });
  if (feature.missing !== undefined) checkTexts(feature.missing, `${at}.missing`);
  if (kind === "number") checkNumber(feature, at);
  else if (kind === "category") checkCategory(feature, at);
  else {
    throw new TypeError(
      `${at}.kind: expected "number" or "category", got ${JSON.stringify(kind) ?? "nothing"}`,
    );
  }
}

/**
 * A valid schema: every key known, every value of the right type, unique names.
 *
 * @param at Its name in messages, such as "schema".
 * @throws `TypeError` for a key or a kind that is not known or a value of another type,
 * `RangeError` for an invalid value; each names the field.
 *
 * @example
 * ```ts
 * import { checkSchema } from "heartbook/data/check-schema.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const [age] = heartSchema.features;
 * const features = [{ ...age, kind: "nubmer" }];
 * assertThrows(
 *   () => checkSchema({ ...heartSchema, features }, "schema"),
 *   TypeError,
 *   'schema.features[0].kind: expected "number" or "category", got "nubmer"',
 * );
 * ```
 */
export function checkSchema(value: unknown, at: string): FeatureSchema {
  const schema = checkFields(value, at, ["name", "features", "outcome", "id", "missing"]);
  take(schema, "name", { at, type: "string" });
  if (schema.id !== undefined) take(schema, "id", { at, type: "string" });
  checkTexts(schema.missing, `${at}.missing`);
  const place = `${at}.outcome`;
  const keys = ["name", "label", "positive", "negative", "about"];
  const outcome = checkFields(schema.outcome, place, keys);
  for (const key of keys) take(outcome, key, { at: place, type: "string" });
  demandUnique(place, [outcome.positive as string, outcome.negative as string]);
  if (!Array.isArray(schema.features)) {
    throw new TypeError(`${at}.features: expected a list, got ${JSON.stringify(schema.features)}`);
  }
  demand(schema.features.length > 0, {
    field: `${at}.features`,
    expected: "at least one",
    got: "none",
  });
  schema.features.forEach((feature, i) => checkFeature(feature, `${at}.features[${i}]`));
  const checked = value as FeatureSchema;
  const names = [...checked.features.map(({ name }) => name), checked.outcome.name];
  demandUnique(at, checked.id === undefined ? names : [...names, checked.id]);
  return checked;
}
