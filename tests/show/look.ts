/** How a chart is laid out, in few words: its sheet, where its axes would end there, its pens. */
import { axisOf, type Drawing, drawnOf } from "./drawing.ts";

const round = (value: number): number => Number(value.toPrecision(3));

/** Each of these numbers once, in order. */
function listed(values: readonly (string | undefined)[]): string {
  const numbers = values.flatMap((each) => each === undefined ? [] : [Number.parseFloat(each)]);
  return [...new Set(numbers.map(round))].toSorted((a, b) => a - b).join(" ");
}

/** What the axis would say at both ends of the sheet; nothing where it has no numbers. */
function reach(drawing: Drawing, along: "x" | "y", logarithmic: boolean): string {
  const { left, right, top, bottom } = drawing.box;
  const ends = along === "x" ? [left, right] : [bottom, top];
  try {
    return ends.map(axisOf(drawing, along, { logarithmic })).map(round).join(" to ");
  } catch {
    return "";
  }
}

/** Vertical and horizontal lines as faint as those of a grid. */
function gridOf({ all }: Drawing): string {
  const grid = all.filter(({ style }) => style["stroke-opacity"] === "0.1")
    .flatMap(({ points }) => points.length < 2 ? [] : [points[0][0] === points[1][0]]);
  return `${grid.filter(Boolean).length}, ${grid.filter((each) => !each).length}`;
}

/** What of a chart is not told of the data; parts that it does not have are left out. */
export function lookOf(
  drawing: Drawing,
  { logarithmic = false }: { readonly logarithmic?: boolean } = {},
): string {
  const { box: { left, right, top, bottom }, all } = drawing;
  const words = drawnOf(drawing, "text").filter(({ text }) => text.trim() !== "");
  const stroked = all.filter(({ kind, style }) => kind !== "text" && style.stroke !== undefined);
  const parts = {
    x: reach(drawing, "x", logarithmic),
    y: reach(drawing, "y", logarithmic),
    grid: gridOf(drawing),
    pens: listed(stroked.map(({ style }) => style["stroke-width"] ?? "1")),
    dots: listed(drawnOf(drawing, "circle").map(({ radius }) => String(radius))),
    letters: listed(words.map(({ style }) => style["font-size"] ?? "12")),
    bold: listed([String(words.filter(({ style }) => style["font-weight"] === "bold").length)]),
    veils: listed(
      all.flatMap(({ style }) => [style["fill-opacity"], style["stroke-opacity"], style.opacity]),
    ),
  };
  const told = Object.entries(parts).filter(([, value]) => !["", "0", "0, 0"].includes(value));
  return [
    `${round(right - left)} by ${round(bottom - top)}`,
    ...told.map(([name, value]) => `${name} ${value}`),
  ].join("; ");
}
