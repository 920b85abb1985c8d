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

/** What is there for comparison only: chance lines, treat-all, treat-none. */
export const guideColour = "#767676";
