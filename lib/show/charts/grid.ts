/** Two settings against each other: one cell a combination, its figure written in. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";

/** One combination of two settings with its figure. */
export interface GridCell {
  readonly x: number | string;
  readonly y: number | string;
  readonly value: number;
}

/**
 * A cell a combination, darker where the figure is higher, the best framed.
 *
 * @throws `RangeError` for no cells.
 */
export function gridChart(
  cells: readonly GridCell[],
  options: Titled & { readonly x: string; readonly y: string; readonly digits?: number },
): Bundle {
  demandOptions("gridChart", options, ["title", "x", "y", "digits"]);
  if (cells.length === 0) throw new RangeError("gridChart: expected cells, got none");
  const { title, x, y, digits = 3 } = options;
  const values = cells.map((cell) => cell.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const middle = (least + most) / 2;
  const rows = new Set(cells.map((cell) => cell.y)).size;
  return chart({
    height: 90 + 40 * rows,
    marginLeft: 60,
    x: { label: x, type: "band" },
    y: { label: y, type: "band" },
    // A continuous scale of one hue: dark is high, on paper too.
    color: { type: "linear", domain: [least, most], range: ["#e8f1f8", "#00456e"] },
    marks: [
      Plot.cell(cells, { x: "x", y: "y", fill: "value", inset: 0.5 }),
      Plot.cell(cells.filter((cell) => cell.value === most), {
        x: "x",
        y: "y",
        stroke: "#D55E00",
        strokeWidth: 3,
        fill: "none",
        inset: 1.5,
      }),
      Plot.text(cells, {
        x: "x",
        y: "y",
        text: (cell) => cell.value.toFixed(digits),
        fill: (cell) => cell.value > middle ? "#fff" : "#111",
      }),
    ],
  }, {
    title,
    about: `${y} and ${x}: ` + cells.map((cell) =>
      `${cell.y} and ${cell.x} ${cell.value.toFixed(digits)}`
    ).join("; ") + ".",
  });
}
