/** Whether a conformal guarantee made at home holds elsewhere. */
import { demandOptions } from "../demand.ts";
import { takeRows } from "../data/dataset.ts";
import type { Learner } from "../pipeline.ts";
import { childSeed, seeded } from "../random.ts";
import type { Dataset, WorkOptions } from "../types.ts";
import { type ConformalFigures, describeConformal, fitConformal } from "./conformal.ts";
import { type Places, predictPlace } from "./transport.ts";

/** The promised coverage, and the number of draws. */
export interface ConformalTrials extends WorkOptions {
  readonly coverage: number;
  readonly perClass?: boolean;
  /** Default 50. */
  readonly draws?: number;
  readonly seed: number;
}

/** The mean of each figure. */
function meanOf(figures: readonly ConformalFigures[]): ConformalFigures {
  const keys = Object.keys(figures[0]) as (keyof ConformalFigures)[];
  const entries = keys.map((key) => [
    key,
    figures.reduce((sum, each) => sum + each[key], 0) / figures.length,
  ]);
  return Object.fromEntries(entries);
}

/**
 * In each draw the home patients are divided at random: half train the model, a quarter calibrates
 * the prediction sets, a quarter tests them. The same sets are then tested at every other place.
 * The figures are means over the draws.
 *
 * @returns By place, home as `home`.
 * @throws as the learner, `fitConformal` and `describeConformal` do.
 */
export async function conformalByPlace<Name extends string>(
  home: Dataset,
  places: Places<Name>,
  learner: Learner,
  options: ConformalTrials,
): Promise<Record<Name | "home", ConformalFigures>> {
  demandOptions("conformalByPlace", options, [
    "coverage",
    "perClass",
    "draws",
    "seed",
    "progress",
    "signal",
  ]);
  const { coverage, perClass, draws = 50, seed, progress, signal } = options;
  const names = Object.keys(places) as Name[];
  const found: Record<string, ConformalFigures[]> = Object.fromEntries(
    ["home", ...names].map((name) => [name, []]),
  );
  for (let draw = 0; draw < draws; draw++) {
    signal?.throwIfAborted();
    const rows = seeded(childSeed(seed, draw)).shuffled([...home.rows.keys()]);
    const quarter = Math.floor(rows.length / 4);
    const part = (from: number, to: number): Dataset => takeRows(home, rows.slice(from, to));
    const pipeline = await learner(part(2 * quarter, rows.length), { signal });
    const rule = fitConformal(predictPlace(part(0, quarter), pipeline), { coverage, perClass });
    found.home.push(
      describeConformal(rule, predictPlace(part(quarter, 2 * quarter), pipeline)),
    );
    for (const name of names) {
      found[name].push(describeConformal(rule, predictPlace(places[name], pipeline)));
    }
    await progress?.(draw + 1, draws);
  }
  const entries = Object.entries(found).map(([name, figures]) => [name, meanOf(figures)]);
  return Object.fromEntries(entries);
}
