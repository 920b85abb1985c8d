/** The confusion matrix as people. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Confusion } from "../../measure/confusion.ts";
import { diseaseWords, type OutcomeWords } from "../../outcome-words.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";

/** What the chart says. */
export interface ConfusionOptions extends Titled {
  /** What the outcomes are called; default diseased and not diseased. */
  readonly words?: OutcomeWords;
}

/** Above this many people a square stands for several of them. */
const MOST_SQUARES = 1500;

/** One square per patient, in rows of twenty from the top, in the cell of truth and call. */
function placePeople(cell: { truth: string; call: string; count: number; right: boolean }): {
  truth: string;
  call: string;
  right: boolean;
  x: number;
  y: number;
}[] {
  const { truth, call, right } = cell;
  return Array.from({ length: cell.count }, (_, i) => ({
    truth,
    call,
    right,
    x: i % 20,
    y: -Math.floor(i / 20),
  }));
}

/** Four cells, one square per patient: the truth in rows, the call in columns; errors are filled. */
export function confusionChart(confusion: Confusion, options: ConfusionOptions): Bundle {
  demandOptions("confusionChart", options, ["title", "words"]);
  const { title, words = diseaseWords } = options;
  const truths = [words.positive, words.negative];
  const one = options.words === undefined ? "patient" : "row";
  const calls = ["called diseased", "called healthy"].map((usual, i) =>
    options.words === undefined ? usual : `called ${truths[i]}`
  );
  const all = Object.values(confusion).reduce((sum, count) => sum + count, 0);
  const each = Math.ceil(all / MOST_SQUARES);
  const cells = [
    { truth: 0, call: 0, count: confusion.truePositive, right: true, means: "found" },
    { truth: 0, call: 1, count: confusion.falseNegative, right: false, means: "missed" },
    { truth: 1, call: 0, count: confusion.falsePositive, right: false, means: "false alarms" },
    { truth: 1, call: 1, count: confusion.trueNegative, right: true, means: "ruled out" },
  ].map((cell) => ({ ...cell, truth: truths[cell.truth], call: calls[cell.call] }));
  const squares = cells.map((cell) => ({ ...cell, count: Math.round(cell.count / each) }));
  const people = squares.flatMap(placePeople);
  const rows = Math.max(...squares.map((cell) => Math.ceil(cell.count / 20)));
  const told = cells.map(({ truth, count, means }) => `${truth}: ${count} ${means}`).join("; ");
  return chart({
    width: 620,
    height: 80 + 2 * (rows + 2.5) * 14,
    marginTop: 30,
    marginLeft: Math.max(100, 20 + 7 * Math.max(...truths.map(({ length }) => length))),
    marginBottom: 10,
    x: { axis: null, domain: [-0.5, 19.5] },
    y: { axis: null, domain: [-rows + 0.5, 2] },
    fx: { label: null, domain: calls, axis: "top" },
    fy: { label: null, domain: truths, axis: "left" },
    color: { domain: truths, range: [outcomeColours.diseased, outcomeColours.healthy] },
    marks: [
      Plot.dot(people, {
        x: "x",
        y: "y",
        fx: "call",
        fy: "truth",
        symbol: "square",
        r: 4.6,
        stroke: "truth",
        fill: "truth",
        fillOpacity: (person) => person.right ? 0.25 : 1,
      }),
      Plot.text(cells, {
        fx: "call",
        fy: "truth",
        frameAnchor: "top-left",
        text: (cell) => `${cell.count} ${cell.means}`,
        fontSize: 15,
        fontWeight: "bold",
      }),
    ],
  }, {
    title,
    about: `Confusion matrix, one square ${each === 1 ? `per ${one}` : `for ${each}`}. ${told}.`,
  });
}
