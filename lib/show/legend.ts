/** What the colours of a chart stand for, drawn into it. */
import { element, type SvgElement } from "./svg.ts";

const LINE = 20;
/** Where a line begins. */
const LEFT = 4;
const SIDE = 11;
/** Between a swatch and its name, and between two entries. */
const GAP = 5;
const BETWEEN = 18;
/** Mean width of a letter at 12 pixels, rather too wide than too narrow. */
const LETTER = 6.7;

/** A legend and the height it takes. */
export interface Legend {
  readonly group: SvgElement;
  readonly height: number;
}

/**
 * Swatches with their names, in as many lines as the width asks for.
 *
 * @param entries Name to colour, in order.
 * @param width Pixels across.
 *
 * @example
 * ```ts
 * import { drawLegend } from "heartbook/show/legend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(drawLegend({ "diseased": "#D55E00", "not diseased": "#0072B2" }, 640).height, 20);
 * ```
 */
export function drawLegend(entries: Readonly<Record<string, string>>, width: number): Legend {
  let [x, y] = [LEFT, 0];
  const drawn = Object.entries(entries).flatMap(([name, colour]) => {
    const across = SIDE + GAP + LETTER * name.length;
    if (x > LEFT && x + across > width) [x, y] = [LEFT, y + LINE];
    const swatch = { x, y: y + 2, width: SIDE, height: SIDE, fill: colour };
    const place = { x: x + SIDE + GAP, y: y + 12 };
    x += across + BETWEEN;
    return [element("rect", swatch), element("text", place, name)];
  });
  return { group: element("g", { "text-anchor": "start" }, ...drawn), height: y + LINE };
}
