/** Who the patients are: the age pyramid, a square per patient. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Dataset } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";

const BAND = 5;
/** Side of a square with its gap, in pixels. */
const PITCH = 8;
/** Room for the ages between women and men, in squares. */
const GAP = 7;
const SIDES = [
  { sex: "female", plural: "women", direction: -1 },
  { sex: "male", plural: "men", direction: 1 },
] as const;

/** A line of squares: one band, sex and outcome. */
interface Line {
  readonly band: string;
  readonly from: number;
  readonly to: number;
  readonly diseased: boolean;
}

function toLines(dataset: Dataset, bands: readonly number[]): Line[] {
  return bands.flatMap((low) =>
    SIDES.flatMap(({ sex, direction }) => {
      const labels = dataset.labels.filter((_, i) => {
        const row = dataset.rows[i];
        return row.sex === sex && Math.floor(Number(row.age) / BAND) * BAND === low;
      });
      const diseased = labels.filter((label) => label === 1).length;
      const line = (from: number, to: number, isDiseased: boolean): Line => ({
        band: nameBand(low),
        // Half the column of ages lies between the two sides.
        from: direction * (from + GAP / 2),
        to: direction * (to + GAP / 2),
        diseased: isDiseased,
      });
      return [line(0, diseased, true), line(diseased, labels.length, false)];
    })
  ).filter(({ from, to }) => from !== to);
}

function nameBand(low: number): string {
  return `${low}–${low + BAND - 1}`;
}

/**
 * The age pyramid: women to the left and men to the right, in bands of five years, a square a
 * patient, the diseased next to the middle.
 *
 * @param dataset With `age` in years and `sex`, "female" or "male".
 * @throws `RangeError` for a patient without age or sex.
 */
export function pyramidChart(dataset: Dataset, options: Titled): Bundle {
  demandOptions("pyramidChart", options, ["title"]);
  const { title } = options;
  const unknown = dataset.rows.findIndex(({ age, sex }) => age === null || sex === null);
  if (unknown >= 0) throw new RangeError(`row ${unknown}: expected age and sex to be recorded`);
  const ages = dataset.rows.map(({ age }) => Number(age));
  const first = Math.floor(Math.min(...ages) / BAND) * BAND;
  const count = Math.floor((Math.max(...ages) - first) / BAND) + 1;
  const bands = Array.from({ length: count }, (_, i) => first + i * BAND);
  const lines = toLines(dataset, bands);
  const left = Math.min(...lines.map(({ to }) => to)) - 1;
  const right = Math.max(...lines.map(({ to }) => to)) + 1;
  const labels = ["diseased", "not diseased"];
  const counts = SIDES.map(({ sex, plural, direction }) => ({
    x: direction * (GAP / 2),
    text: `${dataset.rows.filter((row) => row.sex === sex).length} ${plural}`,
    anchor: direction === 1 ? "start" as const : "end" as const,
  }));
  return chart({
    width: (right - left) * PITCH,
    height: 40 + 15 * bands.length,
    margin: 0,
    marginTop: 28,
    marginBottom: 8,
    x: { axis: null, domain: [left, right] },
    y: { axis: null, domain: bands.map(nameBand).toReversed() },
    color: {
      domain: labels,
      range: [outcomeColours.diseased, outcomeColours.healthy],
      legend: true,
    },
    marks: [
      ...[true, false].map((wanted) =>
        Plot.ruleY(lines.filter(({ diseased }) => diseased === wanted), {
          y: "band",
          x1: "from",
          x2: "to",
          stroke: () => labels[wanted ? 0 : 1],
          strokeWidth: PITCH - 1.4,
          strokeDasharray: `${PITCH - 1.4} 1.4`,
        })
      ),
      Plot.text(bands, { y: nameBand, x: 0, text: nameBand }),
      ...counts.map(({ x, text, anchor }) =>
        Plot.text([x], {
          x: (each: number) => each,
          frameAnchor: "top",
          dy: -20,
          text: () => text,
          textAnchor: anchor,
          fontWeight: "bold",
          fontSize: 14,
        })
      ),
    ],
  }, {
    title,
    about: bands.map((low) => {
      const inBand = lines.filter(({ band }) => band === nameBand(low));
      const told = inBand.map(({ from, to, diseased }) =>
        `${Math.abs(to - from)} ${diseased ? "diseased" : "not diseased"} ` +
        (to < 0 ? "women" : "men")
      );
      return `${nameBand(low)}: ${told.join(", ") || "nobody"}`;
    }).join("; "),
  });
}
