/** The sheet that a drawing lies on: white in every theme, with its font and its size. */
import { simplify } from "./plain-svg.ts";
import { element, type SvgElement, writeSvg } from "./svg.ts";

/** Where {@link fontFamily} is not at hand, the viewer's own. */
export const fontFamily = "Inter";

const BORDER = 10;

/** How large a drawing is and what it shows, for those who cannot see it. */
export interface SheetOptions {
  readonly width: number;
  readonly height: number;
  readonly about: string;
}

/** A whole SVG file of these parts, with a white border around them. */
export function layOnSheet(parts: readonly SvgElement[], options: SheetOptions): string {
  const width = Math.ceil(options.width + 2 * BORDER);
  const height = Math.ceil(options.height + 2 * BORDER);
  const sheet = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `${-BORDER} ${-BORDER} ${width} ${height}`,
      "font-family": `${fontFamily}, system-ui, sans-serif`,
      "font-size": 12,
      fill: "#111",
      color: "#111",
      // Narrower than the page it stands on, never wider.
      style: "max-width:100%;height:auto",
      role: "img",
    },
    element("rect", { x: -BORDER, y: -BORDER, width, height, fill: "#fff" }),
    ...parts,
  );
  simplify(sheet);
  sheet.setAttribute("aria-label", options.about);
  return `${writeSvg(sheet)}\n`;
}
