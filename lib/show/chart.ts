/** Observable Plot's charts as output that reads well anywhere, dark themes included. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Bundle, escapeHtml } from "./bundle.ts";
import { roundSvg } from "./round-svg.ts";

/** What every chart has to say of itself. */
export interface ChartWords {
  /** The finding, as a sentence. */
  readonly title: string;
  /** What a reader who cannot see it needs to know. */
  readonly about: string;
}

const FRAME = "background:#fff;color:#111;padding:12px 16px;margin:0;max-width:720px;" +
  "font-family:system-ui,sans-serif";

/** What a chart that describes itself has to be told: its finding, as a sentence. */
export type Titled = Pick<ChartWords, "title">;

/** A picture with its finding above it, on white whatever the theme. */
export function frame(svg: string, words: ChartWords): Bundle {
  return {
    "text/html": `<figure style="${FRAME}"><figcaption style="font-weight:600;margin-bottom:8px">` +
      `${escapeHtml(words.title)}</figcaption>${svg}</figure>`,
    "text/plain": `[chart] ${words.title}\n${words.about}`,
  };
}

/**
 * A chart from Observable Plot's options, as static SVG.
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
 * assertStringIncludes(bundle["text/html"]!, "<svg");
 * ```
 */
export function chart(options: Plot.PlotOptions, words: ChartWords): Bundle {
  if (words.title.trim() === "" || words.about.trim() === "") {
    throw new TypeError("chart: expected a title that states the finding and a description");
  }
  const page = parseHTML("<!doctype html><html><body></body></html>");
  const drawn = Plot.plot({
    width: 640,
    marginBottom: 48,
    ...options,
    // Plot's place for the label is under its smaller default type, where ours would be struck.
    x: { labelAnchor: "center", labelArrow: "none", labelOffset: 42, ...options.x },
    y: { labelArrow: "none", ...options.y },
    style: { background: "#fff", color: "#111", fontSize: "12px", overflow: "visible" },
    ariaDescription: words.about,
    document: (page as unknown as Pick<Plot.PlotOptions, "document">).document,
  });
  // Without its namespace an SVG is nothing to a viewer that is no browser.
  const svg = drawn.outerHTML.replaceAll("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
  return frame(roundSvg(svg), words);
}
