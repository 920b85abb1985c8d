/** SVG as elements: made, read and written, so that nobody edits its text. */
import { DOMParser, parseHTML } from "linkedom";
import { escapeHtml } from "./bundle.ts";

/** An element of an SVG, as far as drawings are put together from them. */
export interface SvgElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly childNodes: ArrayLike<SvgNode>;
  readonly children: ArrayLike<SvgElement>;
  readonly attributes: ArrayLike<{ readonly name: string; readonly value: string }>;
  textContent: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...nodes: SvgElement[]): void;
  prepend(...nodes: SvgElement[]): void;
  replaceChildren(...nodes: SvgElement[]): void;
  replaceWith(node: SvgElement): void;
  remove(): void;
}

/** An element or a text inside one. */
export type SvgNode = SvgElement | { readonly nodeType: number; readonly data: string };

/** `Node.ELEMENT_NODE`. */
const ELEMENT = 1;
const NAMESPACE = "http://www.w3.org/2000/svg";

/** Where elements are made. */
export interface Workshop {
  createElementNS(namespace: string, name: string): SvgElement;
}

/** A document to draw in, such as Observable Plot wants. */
export function newDocument(): Workshop {
  const page = parseHTML("<!doctype html><html><body></body></html>");
  return (page as unknown as { readonly document: Workshop }).document;
}

const workshop = newDocument();

/** What an attribute may be given as. */
export type Attributes = Readonly<Record<string, string | number>>;

/**
 * A new element with attributes and with elements or a text in it.
 *
 * @example
 * ```ts
 * import { element, writeSvg } from "heartbook/show/svg.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeSvg(element("text", { x: 4 }, "< 80")), '<text x="4">&lt; 80</text>');
 * ```
 */
export function element(
  name: string,
  attributes: Attributes,
  ...inside: readonly (SvgElement | string)[]
): SvgElement {
  const made = workshop.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  for (const part of inside) {
    if (typeof part === "string") made.textContent = part;
    else made.append(part);
  }
  return made;
}

/**
 * The root element of an SVG file's text.
 *
 * @throws `SyntaxError` when the text is not an SVG.
 */
export function readSvg(text: string): SvgElement {
  const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
  if (documentElement?.localName !== "svg") {
    throw new SyntaxError(`expected an <svg> element, got "${text.slice(0, 40)}"`);
  }
  return documentElement as unknown as SvgElement;
}

function isElement(node: SvgNode): node is SvgElement {
  return node.nodeType === ELEMENT;
}

/** The elements right inside one. */
export function childrenOf(parent: SvgElement): SvgElement[] {
  return Array.from(parent.children);
}

/** The text of an SVG element, as strict XML. */
export function writeSvg(root: SvgElement): string {
  // In an order of our own: linkedom's depends on how an attribute came to be.
  const attributes = Array.from(root.attributes)
    .toSorted((a, b) => a.name < b.name ? -1 : 1)
    .map(({ name, value }) => ` ${name}="${escapeHtml(value)}"`).join("");
  const inside = Array.from(root.childNodes)
    .map((node) => isElement(node) ? writeSvg(node) : escapeHtml(node.data)).join("");
  const { localName: name } = root;
  return inside === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside}</${name}>`;
}
