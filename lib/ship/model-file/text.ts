/** JSON in one spelling only, so that the same content is the same bytes. */
import { RESERVED } from "../../data/check-schema.ts";

/** "model.weights[3]": where a value stands, in words of the file. */
export function namePath(path: readonly PropertyKey[]): string {
  const parts = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`);
  return parts.join("").replace(/^\./, "");
}

/**
 * The value as JSON with sorted keys, no blanks, and the shortest number text that reads back to
 * the same bits, -0 included; keys whose value is `undefined` are left out. Else as RFC 8785.
 *
 * @throws `RangeError` for a number that is not finite and a reserved key such as `__proto__`,
 * `TypeError` for what JSON cannot hold; the message names the place.
 *
 * @example
 * ```ts
 * import { canonicalText } from "heartbook/ship/model-file/text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(canonicalText({ b: [1.50, -0], a: "x" }), '{"a":"x","b":[1.5,-0]}');
 * ```
 */
export function canonicalText(value: unknown, path: readonly PropertyKey[] = []): string {
  if (typeof value === "number") {
    if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
    throw new RangeError(`${namePath(path)}: expected a finite number, got ${value}`);
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    // Most of a large model, in a fraction of the memory.
    if (value.every((each) => Number.isFinite(each) && !Object.is(each, -0))) {
      return `[${value.join(",")}]`;
    }
    return `[${value.map((each, i) => canonicalText(each, [...path, i])).join(",")}]`;
  }
  if (
    typeof value !== "object" || ![Object.prototype, null].includes(Object.getPrototypeOf(value))
  ) {
    throw new TypeError(`${namePath(path)}: expected plain JSON, got ${String(value)}`);
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const parts = entries.sort(([a], [b]) => a < b ? -1 : 1).map(([key, each]) => {
    const place = [...path, key];
    if (RESERVED.has(key)) throw new RangeError(`${namePath(place)}: reserved, cannot be a key`);
    return `${JSON.stringify(key)}:${canonicalText(each, place)}`;
  });
  return `{${parts.join(",")}}`;
}

/**
 * Refuses text in which brackets nest deeper than `most`, before anybody parses it.
 *
 * @throws `SyntaxError` naming the character, counted from 0.
 *
 * @example
 * ```ts
 * import { checkDepth } from "heartbook/ship/model-file/text.ts";
 * import { assertThrows } from "@std/assert";
 *
 * checkDepth('{"a":["[[[["]}', 2); // brackets within a string do not count
 * assertThrows(() => checkDepth("[[[]]]", 2), SyntaxError, "character 2");
 * ```
 */
export function checkDepth(text: string, most: number): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === "\\") i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "]" || character === "}") depth--;
    else if ((character === "[" || character === "{") && ++depth > most) {
      throw new SyntaxError(
        `expected at most ${most} levels of brackets, got more at character ${i}`,
      );
    }
  }
}

/**
 * Refuses text with more than so many lists and objects, before anybody parses it: a few megabytes
 * of `{},{},…` become gigabytes.
 *
 * @throws `SyntaxError`.
 */
export function checkBrackets(text: string, most: number): void {
  let count = 0;
  for (const bracket of ["[", "{"]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++count > most) {
        throw new SyntaxError(`expected at most ${most} lists and objects, got more`);
      }
    }
  }
}

/** SHA-256 of text in UTF-8, or of bytes, as 64 hexadecimal digits. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
