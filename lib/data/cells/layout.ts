/** How a CSV file is laid out, by its first bytes, as `readAnyTable` finds it. */
import { checkIsText, findUtf16, notUtf8 } from "../draft/decode.ts";
import type { Doubt } from "../draft/doubt.ts";
import { doubtSeparator, findSeparator, findTold } from "../draft/separator.ts";

/** What a file of text is encoded as; Windows-1252 has Latin-1 within it. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** A layout with what had to be assumed. */
export interface FileLayout {
  readonly encoding: Encoding;
  readonly separator: string;
  /** Bytes of UTF-8 before the header: a line that names the separator. */
  readonly before: number;
  readonly doubts: readonly Doubt[];
}

function doubtEncoding(encoding: Encoding): Doubt[] {
  if (encoding === "utf-8") return [];
  return encoding === "windows-1252"
    ? [notUtf8("the file is not UTF-8", "Windows-1252 (Latin-1)")]
    : [notUtf8("the file is UTF-16", "UTF-16")];
}

/**
 * The layout of a file that begins with these bytes.
 *
 * @param options `source` begins messages; `known` is the encoding where it has been found out.
 * @throws `SyntaxError` for no bytes, for a workbook, an archive and what else is no table, and for
 * a line that names a separator that is not ASCII.
 */
export function findLayout(
  bytes: Uint8Array,
  { source, known }: { readonly source: string; readonly known?: Encoding },
): FileLayout {
  if (bytes.length === 0) {
    throw new SyntaxError(`${source}: expected a header and rows, got an empty file`);
  }
  checkIsText(bytes, source);
  const encoding = known ?? findUtf16(bytes) ?? "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  const told = findTold(text);
  const separator = told?.separator ?? findSeparator(text) ?? ",";
  if (!/^[\t -~]$/.test(separator) || separator === '"') {
    throw new SyntaxError(`${source}: expected an ASCII character after "sep=", got ${separator}`);
  }
  return {
    encoding,
    separator,
    before: told?.length ?? 0,
    doubts: [...doubtEncoding(encoding), ...doubtSeparator(separator)],
  };
}
