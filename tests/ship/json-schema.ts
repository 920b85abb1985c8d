/** A second reader of JSON Schema, for tests: as much of it as the server's own document uses. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return Number.isFinite(value);
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    default:
      throw new TypeError(`no such type is known: ${type}`);
  }
}

function allow(value: Json, schema: Json, names: unknown): boolean {
  const known = (names ?? {}) as Json;
  return Object.keys(value).every((key) =>
    Object.hasOwn(known, key)
      ? accepts(known[key] as Json, value[key])
      : schema.additionalProperties !== false
  );
}

/** Each keyword with whether a value passes it; `null` for words that only describe. */
const KEYWORDS: Readonly<
  Record<string, ((value: unknown, expected: unknown, schema: Json) => boolean) | null>
> = {
  type: isOfType,
  enum: (value, expected) => (expected as unknown[]).includes(value),
  const: (value, expected) => value === expected,
  anyOf: (value, expected) => (expected as Json[]).some((schema) => accepts(schema, value)),
  minimum: (value, expected) => typeof value !== "number" || value >= (expected as number),
  maximum: (value, expected) => typeof value !== "number" || value <= (expected as number),
  minLength: (value, expected) =>
    typeof value !== "string" || [...value].length >= (expected as number),
  maxLength: (value, expected) =>
    typeof value !== "string" || [...value].length <= (expected as number),
  pattern: (value, expected) =>
    typeof value !== "string" || new RegExp(expected as string, "u").test(value),
  minItems: (value, expected) => !Array.isArray(value) || value.length >= (expected as number),
  maxItems: (value, expected) => !Array.isArray(value) || value.length <= (expected as number),
  items: (value, expected) =>
    !Array.isArray(value) || value.every((item) => accepts(expected as Json, item)),
  required: (value, expected) =>
    !isObject(value) || (expected as string[]).every((key) => Object.hasOwn(value, key)),
  properties: (value, expected, schema) => !isObject(value) || allow(value, schema, expected),
  additionalProperties: null,
  description: null,
};

/**
 * Whether a value is as a schema has it.
 *
 * @throws `TypeError` for a keyword that is not known here, rather than let anything pass.
 */
export function accepts(schema: Json, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, expected]) => {
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new TypeError(`no such keyword is known: ${keyword}`);
    return check === null || check(value, expected, schema);
  });
}
