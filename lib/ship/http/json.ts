/** JSON read to the letter: what `JSON.parse` lets pass in silence is refused with its place. */

/** What a body may be, besides JSON. */
export interface JsonLimits {
  /** Objects and arrays within each other, the outermost counted. */
  readonly depth: number;
}

/** The next thing in a text that is known to be JSON; numbers and words are skipped with the rest. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** An object or array that is open: the keys seen, or the number of the item. */
interface Open {
  readonly keys?: Set<string>;
  place: string | number;
}

/**
 * A JSON pointer (RFC 6901) to where a path of keys and indexes leads.
 *
 * @example
 * ```ts
 * import { toPointer } from "heartbook/ship/http/json.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toPointer(["patients", 3, "a/b"]), "/patients/3/a~1b");
 * ```
 */
export function toPointer(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The last key or index that a JSON pointer goes by: "a/b" of "/patients/3/a~1b". */
export function lastOfPointer(pointer: string): string {
  return pointer.split("/").at(-1)!.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** How many keys a text of valid JSON has, and how deep it goes: one pass, text within it skipped. */
function measure(text: string): { readonly colons: number; readonly deepest: number } {
  let colons = 0, depth = 0, deepest = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        do {
          i = text.indexOf('"', i + 1);
        } while (isEscaped(text, i));
        break;
      case 0x3a: // :
        colons++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        deepest = Math.max(deepest, ++depth);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
    }
  }
  return { colons, deepest };
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let from = place;
  while (text.charCodeAt(from - 1) === 0x5c) from--;
  return (place - from) % 2 === 1;
}

/** The keys of a value and of all within it. */
function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value);
  let keys = Array.isArray(value) ? 0 : inner.length;
  for (const each of inner) keys += countKeys(each);
  return keys;
}

/** Walks through the tokens of valid JSON, for what the parsed value no longer shows. */
function checkTokens(text: string, { depth }: JsonLimits): void {
  const open: Open[] = [];
  let last: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === "{" || token === "[") {
      open.push(token === "{" ? { keys: new Set(), place: "" } : { place: 0 });
      if (open.length > depth) {
        throw new RangeError(`expected at most ${depth} levels of nesting, got more`);
      }
    } else if (token === "}" || token === "]") open.pop();
    else if (token === "," && typeof inner?.place === "number") inner.place++;
    else if (token === ":" && inner?.keys !== undefined) {
      const key: string = JSON.parse(last!);
      inner.place = key;
      if (inner.keys.has(key)) {
        const pointer = toPointer(open.map(({ place }) => place));
        throw new SyntaxError(`expected each key once, got ${pointer} twice`);
      }
      inner.keys.add(key);
    }
    last = token;
  }
}

/**
 * The value that a JSON text stands for.
 *
 * `JSON.parse` takes the last of two equal keys without a word, so that a reader before it and one
 * after it can see different patients; here that is an error, however the keys are spelled.
 *
 * @throws `SyntaxError` for what is not JSON (`NaN` is not) or says a key twice; `RangeError` for
 * too many levels.
 *
 * @example
 * ```ts
 * import { parseJson } from "heartbook/ship/http/json.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const text = '{"chol": 200, "ch\\u006fl": 300}';
 * assertThrows(() => parseJson(text, { depth: 4 }), SyntaxError, "/chol twice");
 * ```
 */
export function parseJson(text: string, limits: JsonLimits): unknown {
  const value = JSON.parse(text);
  const { colons, deepest } = measure(text);
  // Of two equal keys only one is left, so that then there are fewer keys than colons.
  if (deepest > limits.depth || colons !== countKeys(value)) checkTokens(text, limits);
  return value;
}
