/** Whether a corrected draft still is one. */
import { checkFields, checkSchema, checkTexts } from "../check-schema.ts";
import type { Draft } from "./draft.ts";

/**
 * A draft, if it is one.
 *
 * @param source What messages call it, such as "schema.json".
 * @throws `TypeError` or `RangeError` naming the field, as `checkSchema` does.
 */
export function checkDraft(value: unknown, source: string): Draft {
  const keys = ["schema", "outcome", "group", "ignored", "doubts"];
  const draft = checkFields(value, source, keys);
  checkSchema(draft.schema, `${source}: schema`);
  const at = `${source}: outcome`;
  const outcome = checkFields(draft.outcome, at, ["positive", "negative", "above"]);
  if (outcome.above === undefined) {
    const both = [
      ...checkTexts(outcome.positive, `${at}.positive`),
      ...checkTexts(outcome.negative, `${at}.negative`),
    ];
    const twice = both.find((text, i) => both.indexOf(text) < i);
    if (twice !== undefined) throw new RangeError(`${at}: "${twice}" is on both sides`);
  } else if (!Number.isFinite(outcome.above)) {
    throw new TypeError(`${at}.above: expected a number, got ${JSON.stringify(outcome.above)}`);
  }
  if (draft.group !== undefined && typeof draft.group !== "string") {
    throw new TypeError(`${source}: group: expected a column, got ${JSON.stringify(draft.group)}`);
  }
  const place = `${source}: ignored`;
  const ignored = checkFields(draft.ignored, place, Object.keys(draft.ignored ?? {}));
  const strange = Object.entries(ignored).find(([, reason]) => typeof reason !== "string");
  if (strange !== undefined) {
    throw new TypeError(`${place}.${strange[0]}: expected a reason, as a text`);
  }
  if (!Array.isArray(draft.doubts)) throw new TypeError(`${source}: doubts: expected a list`);
  return value as Draft;
}
