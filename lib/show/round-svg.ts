/** Smaller and steadier files for pictures. */

const COORDINATES = /\s(?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|points|transform)="[^"]*"/g;

/**
 * The SVG with every coordinate to a hundredth of a pixel. Nobody sees the rest, thousands of dots
 * make large files of it, and its last digits differ between processors.
 *
 * @example
 * ```ts
 * import { roundSvg } from "heartbook/show/round-svg.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(roundSvg('<text x="93.42857">0.12345</text>'), '<text x="93.43">0.12345</text>');
 * ```
 */
export function roundSvg(svg: string): string {
  return svg.replace(
    COORDINATES,
    (attribute) =>
      attribute.replace(
        /-?\d+\.\d{3,}(?:e-?\d+)?/g,
        (number) => String(Number(Number(number).toFixed(2))),
      ),
  );
}
