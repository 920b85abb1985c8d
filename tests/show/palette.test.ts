import { assertEquals } from "@std/assert";
import { coloursOf, guideColour, outcomeColours, seriesColours } from "heartbook/show/palette.ts";

/** The eight colours of Okabe and Ito (2008), by the names that they gave them. */
const OKABE_ITO = {
  ...{ black: "#000000", orange: "#E69F00", "sky blue": "#56B4E9", "bluish green": "#009E73" },
  ...{ yellow: "#F0E442", blue: "#0072B2", vermillion: "#D55E00", "reddish purple": "#CC79A7" },
};

Deno.test("the palette is Okabe and Ito's without its yellow, which is too pale for lines", () => {
  const { yellow: _, ...others } = OKABE_ITO;
  assertEquals([...seriesColours].toSorted(), Object.values(others).toSorted());
  const { blue, vermillion, black } = OKABE_ITO;
  assertEquals(outcomeColours, { diseased: vermillion, healthy: blue });
  // The first two series take the colours that are told apart best; black comes last.
  assertEquals([seriesColours[0], seriesColours[1], seriesColours[6]], [blue, vermillion, black]);
});

Deno.test("coloursOf() gives a model one colour in any company, and no colour twice", () => {
  const compared = [
    "elastic net",
    "SVM",
    "forest",
    "boosting",
    "neighbours",
    "naive Bayes",
    "tree",
  ];
  assertEquals(coloursOf(compared), [...seriesColours]);
  const [forest, logistic, mine, net] = coloursOf(["forest", "logistic", "mine", "elastic net"]);
  assertEquals([forest, logistic], [seriesColours[2], seriesColours[0]]);
  assertEquals([mine, net], [seriesColours[1], seriesColours[3]], "those that are left, in order");
  assertEquals(coloursOf(Array.from("abcdefgh")), [...seriesColours, seriesColours[6]]);
});

Deno.test("what is there for comparison is grey, in a contrast of 4.5 to white or more", () => {
  const [red, green, b] = guideColour.match(/\w\w/g)!.map((part) => Number.parseInt(part, 16));
  assertEquals([green, b], [red, red]);
  const linear = ((red / 255 + 0.055) / 1.055) ** 2.4;
  assertEquals(1.05 / (linear + 0.05) >= 4.5, true);
});
