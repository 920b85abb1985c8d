/** The one set of colours: Okabe & Ito's, told apart by the colour-blind and on paper. */

/** The diseased and the healthy, everywhere. */
export const outcomeColours = { diseased: "#D55E00", healthy: "#0072B2" } as const;

/** Models or groups, in the order they are named. */
export const seriesColours = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#E69F00",
  "#56B4E9",
  "#000000",
] as const;

/** Models that stand in several charts: where they have a legend, each has its own colour. */
const modelColours: Readonly<Record<string, number>> = {
  "elastic net": 0,
  "logistic regression": 0,
  logistic: 0,
  SVM: 1,
  forest: 2,
  boosting: 3,
  neighbours: 4,
  "naive Bayes": 5,
  tree: 6,
};

/**
 * A colour for each series: the models' own, which are the same in every chart, and for other names
 * those that are left, in order; beyond the seventh the last.
 *
 * @example
 * ```ts
 * import { coloursOf, seriesColours } from "heartbook/show/palette.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(coloursOf(["forest", "mine"]), [seriesColours[2], seriesColours[0]]);
 * ```
 */
export function coloursOf(names: readonly string[]): string[] {
  const taken = new Set<number>();
  const own = names.map((name) => {
    const place = Object.hasOwn(modelColours, name) ? modelColours[name] : undefined;
    if (place === undefined || taken.has(place)) return undefined;
    taken.add(place);
    return place;
  });
  const free = seriesColours.keys().filter((place) => !taken.has(place));
  return own.map((place) => seriesColours[place ?? free.next().value ?? seriesColours.length - 1]);
}

/** What is there for comparison only: chance lines, treat-all, treat-none. */
export const guideColour = "#767676";
