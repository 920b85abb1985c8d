/** How cost grows, drawn with letters. */
import type { Growth, Point } from "./growth.ts";

/** Letters from one second to ten. */
const TENFOLD = 12;
/** Where the axis begins, in powers of ten of a second. */
const FIRST = -5;
const MARKS = ["10 µs", "0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s", "10 s"];

/**
 * A line for every size, time from left to right on a logarithmic axis: `o` is ours, `1`
 * scikit-learn's, `2` its second way where there are two, `*` where they meet.
 */
export function growthText({ name, along, points }: Growth): string {
  const axis = MARKS.map((mark) => `│${mark}`.padEnd(TENFOLD)).join("").trimEnd();
  const sizes = [...Map.groupBy(points, ({ at }) => at)];
  const lines = sizes.map(([at, sides]) => [at.toLocaleString("en"), drawLine(sides)]);
  return [[along, axis], ...lines].map(([label, line], i) =>
    `${(i === 0 ? name : "").padEnd(16)}${label.padStart(8)}  ${line}`
  ).join("\n");
}

function drawLine(sides: readonly Point[]): string {
  const letters: string[] = [];
  for (const [i, { seconds }] of sides.entries()) {
    const place = Math.max(0, Math.round((Math.log10(seconds) - FIRST) * TENFOLD));
    letters[place] = letters[place] ? "*" : i === 0 ? "o" : String(i);
  }
  return Array.from(letters, (letter) => letter ?? "·").join("");
}
