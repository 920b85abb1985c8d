/** Observable Plot's charts as pictures that every viewer shows, with their finding above them. */
import * as Plot from "@observablehq/plot";
import { demandOptions } from "../demand.ts";
import type { Bundle } from "./bundle.ts";
import { drawLegend } from "./legend.ts";
import { layOnSheet } from "./sheet.ts";
import { childrenOf, element, newDocument, type SvgElement } from "./svg.ts";

/** What every chart has to say of itself. */
export interface ChartWords {
  /** The finding, as a sentence. */
  readonly title: string;
  /** Its figures, for readers who cannot see it. */
  readonly about: string;
}

/** What a chart that describes itself has to be told: its finding, as a sentence. */
export type Titled = Pick<ChartWords, "title">;

/**
 * A picture with its finding, which `show` writes above it as text: there it is read aloud, found
 * by search, and takes the theme's colours.
 *
 * @param svg The text of an SVG file.
 * @throws `TypeError` when title or description is empty: a chart without its finding is not done.
 */
export function frame(svg: string, { title, about }: ChartWords): Bundle {
  if (title.trim() === "" || about.trim() === "") {
    throw new TypeError("chart: expected a title that states the finding and a description");
  }
  return { title, "image/svg+xml": svg, "text/plain": `[chart] ${title}\n${about}` };
}

/** The colours of a categorical scale by what they stand for. */
function namedColours(scale: Plot.Scale | undefined): Record<string, string> {
  const names = (scale?.domain ?? []) as readonly string[];
  return Object.fromEntries(names.map((name) => [String(name), String(scale!.apply(name))]));
}

/** Plot's drawing as a group that stands by itself, with what its marks inherit. */
function toGroup(drawn: SvgElement): SvgElement {
  const inherited = ["fill", "text-anchor"]
    .flatMap((name) =>
      drawn.getAttribute(name) === null ? [] : [[name, drawn.getAttribute(name)!]]
    );
  return element("g", Object.fromEntries(inherited), ...childrenOf(drawn));
}

/**
 * A chart from Observable Plot's options, as static SVG with its legend in it.
 *
 * @throws `TypeError` when title or description is empty: a chart without its finding is not done.
 *
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { chart } from "heartbook/show/chart.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const marks = [Plot.dot([{ x: 1, y: 2 }], { x: "x", y: "y" })];
 * const bundle = chart({ marks }, { title: "One point stands alone", about: "A dot at 1, 2." });
 * assertStringIncludes(bundle["image/svg+xml"]!, "<svg");
 * ```
 */
export function chart(options: Plot.PlotOptions, words: ChartWords): Bundle {
  demandOptions("chart", words, ["title", "about"]);
  const legend = options.color?.legend === true;
  const drawn = Plot.plot({
    width: 640,
    // The name of the upward axis stands above its highest number, not on it.
    ...(options.margin === undefined ? { marginTop: 28 } : {}),
    marginBottom: 48,
    ...options,
    // Plot's own legend is HTML beside the SVG, which no picture can hold.
    color: { ...options.color, legend: false },
    // Plot's place for the label is under its smaller default type, where ours would be struck.
    x: { labelAnchor: "center", labelArrow: "none", labelOffset: 42, ...options.x },
    y: { labelArrow: "none", ...options.y },
    document: newDocument() as unknown as Plot.PlotOptions["document"],
  });
  const svg = drawn as unknown as SvgElement;
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const group = toGroup(svg);
  if (!legend) return frame(layOnSheet([group], { width, height, about: words.about }), words);
  const { group: names, height: above } = drawLegend(namedColours(drawn.scale("color")), width);
  group.setAttribute("transform", `translate(0,${above})`);
  return frame(
    layOnSheet([names, group], { width, height: height + above, about: words.about }),
    words,
  );
}
