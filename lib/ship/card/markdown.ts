/** Markdown in which texts from elsewhere stay texts. */

/**
 * Text to stand in Markdown as it is: no markup of it works, no HTML, no link.
 *
 * @example
 * ```ts
 * import { plain } from "heartbook/ship/card/markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(plain("*<b>"), "\\*&lt;b>");
 * ```
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_|~#]|\](?=[[(])/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    // What would be made a link even without brackets.
    .replace(/:(?=\/\/)|@|(?<=www)\./gi, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** The same for text that begins a line, where it must not begin a list, a quote or a definition. */
export function plainLine(text: string): string {
  return plain(text).replace(
    /^(?:[>+=[-]|\d+(?=[.)]))/,
    (mark) => /\d/.test(mark) ? `${mark}\\` : `\\${mark}`,
  );
}

/** Sentences as a list. */
export function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${plainLine(sentence)}`).join("\n");
}

/** Rows under a header; a column of numbers stands to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(" | ")} |`;
  const sides = header.map((_, j) => rows.every((row) => /^[-\d–]/.test(row[j])) ? "---:" : "---");
  return [line(header), `| ${sides.join(" | ")} |`, ...rows.map(line)].join("\n");
}
