/** What is shown, in each form that a front end may want it. */

/** MIME type to content; `text/plain` is what a terminal gets. */
export interface Bundle {
  readonly "text/plain": string;
  readonly "text/html"?: string;
  readonly "text/markdown"?: string;
  /** A picture. `show` adds the PNG, which untrusted notebooks and GitHub need. */
  readonly "image/svg+xml"?: string;
  /** A finding, which `show` writes above in an output of its own. */
  readonly title?: string;
  /** What `show` puts below in an output of its own. */
  readonly below?: Bundle;
  readonly [mime: string]: unknown;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text made safe to stand in HTML.
 *
 * @example
 * ```ts
 * import { escapeHtml } from "heartbook/show/bundle.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(escapeHtml("<80 mg/dl"), "&lt;80 mg/dl");
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * Text made safe to stand in Markdown.
 *
 * @example
 * ```ts
 * import { escapeMarkdown } from "heartbook/show/bundle.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(escapeMarkdown("2 * 3 < 7"), "2 \\* 3 \\< 7");
 * ```
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>$~|#]/g, "\\$&");
}
