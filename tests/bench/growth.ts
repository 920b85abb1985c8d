/** How cost grows with rows, columns or trees: the points that charts are drawn from. */
import type { MeasuredFit } from "./measured-fits.ts";
import { type Dimension, hasTrees } from "./plan.ts";

/** What one side took at one size. */
export interface Point {
  readonly at: number;
  /** `"ours"` or the name of a rival. */
  readonly side: string;
  readonly seconds: number;
}

/** How one model's cost grows along one dimension. */
export interface Growth {
  readonly name: string;
  readonly along: Dimension;
  readonly points: readonly Point[];
}

/**
 * The growths that were measured at two sizes or more. As more rows come with fewer trees, what
 * grows with rows is then the time of one tree.
 */
export function growths(measured: readonly MeasuredFit[]): Growth[] {
  const byName = Map.groupBy(measured, ({ along, fit }) => `${along} ${fit.model}`);
  return [...byName.values()].filter((fits) => fits.length > 1).map((fits) => {
    const [{ along, fit: { model } }] = fits;
    const aTree = along === "rows" && hasTrees(model);
    return {
      name: aTree ? `${model}, a tree` : model,
      along,
      points: fits.flatMap(({ fit, ours, theirs }) =>
        Object.entries({ ours, ...theirs }).map(([side, { seconds }]) => {
          return { at: fit[along], side, seconds: aTree ? seconds / fit.trees : seconds };
        })
      ),
    };
  });
}
