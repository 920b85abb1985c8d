/** Groups of patients, a square each, in blocks side by side. */
import * as Plot from "@observablehq/plot";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";

/** Squares in a row, and the side of one with its gap, in pixels. */
const ACROSS = 18;
const PITCH = 8;
/** Room between two groups and above them, in squares. */
const GAP = 4;

/** Patients of one group who are drawn alike. */
export interface Part {
  readonly count: number;
  readonly colour: string;
  readonly pale: boolean;
}

/** A block: its name and a note above it, the parts one after the other. */
export interface Group {
  readonly name: string;
  readonly note: string;
  readonly parts: readonly Part[];
}

interface Stack extends Part {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Columns of squares: patients are dealt row by row from the top, part after part. */
function stackGroup({ parts }: Group, left: number): Stack[] {
  const inColumn = (count: number, column: number): number =>
    Math.max(0, Math.ceil((count - column) / ACROSS));
  return Array.from({ length: ACROSS }, (_, column) => {
    let before = 0;
    return parts.map((part) => {
      const from = inColumn(before, column);
      before += part.count;
      return { ...part, x: left + column + 0.5, from, to: inColumn(before, column) };
    });
  }).flat().filter(({ from, to }) => to > from);
}

/**
 * One block a group, with how many they are, their name and their note above.
 *
 * @throws `RangeError` for groups without anybody.
 */
export function peopleChart(groups: readonly Group[], { title }: Titled): Bundle {
  const stacks = groups.flatMap((group, i) => stackGroup(group, i * (ACROSS + GAP)));
  if (stacks.length === 0) throw new RangeError("peopleChart: expected patients, got none");
  const names = groups.map(({ name, note, parts }, i) => ({
    x: i * (ACROSS + GAP),
    name: `${parts.reduce((sum, { count }) => sum + count, 0)} ${name}`,
    note,
  }));
  const rows = Math.max(...stacks.map(({ to }) => to));
  const across = groups.length * (ACROSS + GAP);
  const kinds = Map.groupBy(stacks, ({ colour, pale }) => `${colour} ${pale}`);
  return chart({
    width: across * PITCH,
    height: (rows + 6) * PITCH,
    margin: 0,
    marginBottom: 0,
    x: { axis: null, domain: [-0.5, across - 0.5] },
    y: { axis: null, domain: [rows + 0.5, -5.5] },
    marks: [
      Plot.text(names, {
        x: "x",
        y: -4.2,
        text: "name",
        fontSize: 14,
        fontWeight: "bold",
        textAnchor: "start",
      }),
      Plot.text(names, { x: "x", y: -1.9, text: "note", textAnchor: "start" }),
      ...[...kinds.values()].map((alike) =>
        Plot.ruleX(alike, {
          x: "x",
          y1: "from",
          y2: "to",
          stroke: alike[0].colour,
          strokeOpacity: alike[0].pale ? 0.4 : 1,
          strokeWidth: PITCH - 1.5,
          // A dash is a square, so that a column of patients is one mark.
          strokeDasharray: `${PITCH - 1.5} 1.5`,
        })
      ),
    ],
  }, { title, about: names.map(({ name, note }) => `${name}: ${note}`).join("; ") });
}
