/** Bytes of a table to text, whatever they are encoded as, or the remedy where they are no table. */
import type { Doubt } from "./doubt.ts";

/** A text with what was assumed to read it. */
export interface Decoded {
  readonly text: string;
  readonly doubts: readonly Doubt[];
}

/** Files that are no text, by their first bytes, with what to do. */
const NOT_TEXT: readonly (readonly [start: string, advice: string])[] = [
  ["PK\x03\x04", "a workbook (xlsx or ods) or a zip archive; save the sheet as CSV UTF-8"],
  ["\xd0\xcf\x11\xe0", "an old Excel workbook (xls); save the sheet as CSV UTF-8"],
  ["\x1f\x8b", "a gzip archive; unpack it first"],
  ["%PDF", "a PDF; ask for the table behind it"],
  ["SQLite format 3", "an SQLite database; export one table as CSV"],
  ["<!doctype", "a web page, not the file behind it; download the raw file"],
  ["<html", "a web page, not the file behind it; download the raw file"],
  ["{", "JSON; write the records as CSV"],
  ["[", "JSON; write the records as CSV"],
];

/** Throws `SyntaxError` for bytes that begin as no table does, with what to do about it. */
export function checkIsText(bytes: Uint8Array, source: string): void {
  const start = String.fromCharCode(...bytes.subarray(0, 16)).toLowerCase();
  const known = NOT_TEXT.find(([mark]) => start.startsWith(mark.toLowerCase()));
  if (known !== undefined) {
    throw new SyntaxError(`${source}: expected CSV or Parquet, got ${known[1]}`);
  }
}

/** "utf-16le" or "utf-16be" by the mark at the start, or by zeros at every second byte. */
export function findUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const some = bytes.subarray(0, 1000);
  const zeros = [0, 1].map((odd) => some.filter((byte, i) => byte === 0 && i % 2 === odd).length);
  if (zeros[1] > some.length / 4 && zeros[0] === 0) return "utf-16le";
  return zeros[0] > some.length / 4 && zeros[1] === 0 ? "utf-16be" : undefined;
}

/** That a file was read as something else than UTF-8. */
export function notUtf8(seen: string, encoding: string): Doubt {
  return { seen, assumed: `read as ${encoding}`, otherwise: "save the file as UTF-8" };
}

/**
 * The text of a table's bytes: UTF-8, UTF-16 with or without its mark, or else Windows-1252, which
 * has Latin-1 within it; each but the first is a doubt.
 *
 * @throws `SyntaxError` for an empty file, or one that is no text, with what to do about it.
 *
 * @example
 * ```ts
 * import { decodeTable } from "heartbook/data/draft/decode.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { text, doubts } = decodeTable(Uint8Array.of(0x47, 0xf6, 0x64), "names.csv");
 * assertEquals([text, doubts[0].assumed], ["Göd", "read as Windows-1252 (Latin-1)"]);
 * ```
 */
export function decodeTable(bytes: Uint8Array, source: string): Decoded {
  if (bytes.length === 0) {
    throw new SyntaxError(`${source}: expected a header and rows, got an empty file`);
  }
  checkIsText(bytes, source);
  const utf16 = findUtf16(bytes);
  if (utf16 !== undefined) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, doubts: [notUtf8("the file is UTF-16", "UTF-16")] };
  }
  if (bytes.includes(0)) {
    throw new SyntaxError(`${source}: expected CSV or Parquet, got bytes that are no text`);
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), doubts: [] };
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    const strange = [...new Set(text.match(/[\w]*[\u0080-\uffff][\w]*/g))];
    const example = strange.slice(0, 3).map((word) => `"${word}"`).join(", ");
    const doubt = notUtf8(`the file is not UTF-8 (${example})`, "Windows-1252 (Latin-1)");
    return { text, doubts: [doubt] };
  }
}
