/** A column as numbers, to see how well it separates the outcomes. */
import { mean } from "../../stats/moments.ts";
import type { Label } from "../../types.ts";

/** Numbers as they are; levels as the share of label 1 among those who have them. */
export function asNumbers(
  cells: readonly (number | string)[],
  labels: readonly Label[],
): readonly number[] {
  if (typeof cells[0] === "number") return cells as readonly number[];
  const those = Map.groupBy(labels, (_, i) => cells[i]);
  const shares = new Map([...those].map(([level, some]) => [level, mean(some)]));
  return cells.map((cell) => shares.get(cell)!);
}
