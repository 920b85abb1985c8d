import { percent } from "../text.ts";
import type { Criterion, Ranked } from "./candidate.ts";

/**
 * Why a candidate is chosen, as a sentence without the full stop.
 *
 * @param ranked The leader first.
 *
 * @example
 * ```ts
 * import { fearOfMissing } from "heartbook/choose/criteria.ts";
 * import { reasonFor } from "heartbook/choose/reason.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const figure = { estimate: 0.55, low: 0.43, high: 0.64, level: 0.95, method: "by hand" };
 * const behind = { ...figure, estimate: 0, low: 0, high: 0 };
 * const ranked = [{ name: "forest", rank: 1, tied: false, figure, behind }];
 * assertEquals(
 *   reasonFor("forest", ranked, fearOfMissing({ recall: 0.95 })),
 *   "forest is the only candidate: " +
 *     "specificity at a recall of at least 95 %, 55 % and no less than 43 %",
 * );
 * ```
 */
export function reasonFor(choice: string, ranked: readonly Ranked[], criterion: Criterion): string {
  const [leader, ...others] = ranked;
  const { low, estimate } = leader.figure;
  // Rounded down so that "no less than" stays true.
  const least = Math.floor(100 * low) / 100;
  const write = criterion.percent ? percent : (figure: number) => figure.toFixed(2);
  const bound = `${criterion.wanted}, ${write(estimate)} and no less than ${write(least)}`;
  const ties = others.filter(({ tied }) => tied).map(({ name }) => name);
  if (others.length === 0) return `${choice} is the only candidate: ${bound}`;

  const best = `${leader.name} has the highest lower bound of ${bound}`;
  if (choice !== leader.name) {
    return `${best}, but ${choice} cannot be told apart from it and is simpler`;
  }
  if (ties.length === 0) return `${best}, and every other is worse by more than chance explains`;
  return `${best}; ${listed(ties)} cannot be told apart from it, and none of them is simpler`;
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join()
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
