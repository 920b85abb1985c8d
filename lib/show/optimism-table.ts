/** Figures from flattered to honest, as tables. */
import type { Corrected } from "../resample/optimism.ts";
import type { ClosedTest } from "../watch/update.ts";
import { writeInterval } from "../text.ts";
import type { Bundle } from "./bundle.ts";
import { table } from "./table.ts";

/**
 * A row per figure: apparent, optimism, corrected with its interval, and what another way of judging
 * says beside it.
 */
export function optimismTable(
  figures: Readonly<Record<string, Corrected>>,
  beside: { readonly name: string; readonly figures: Readonly<Record<string, number>> },
): Bundle {
  return table(
    Object.entries(figures).map(([figure, { apparent, optimism, corrected }]) => ({
      figure,
      apparent,
      optimism,
      corrected: writeInterval(corrected),
      [beside.name]: beside.figures[figure],
    })),
  );
}

/** A row per place: the chosen update, and the p-value that each smaller one was tested with. */
export function closedTestTable(places: Readonly<Record<string, ClosedTest>>): Bundle {
  const p = ({ steps }: ClosedTest, name: string): string => {
    const value = steps.find((step) => step.name === name)?.pValue ?? null;
    return value === null ? "–" : value < 0.001 ? "< 0.001" : value.toFixed(3);
  };
  return table(
    Object.entries(places).map(([place, test]) => ({
      place,
      "leave it": p(test, "none"),
      "new intercept": p(test, "intercept"),
      "and slope": p(test, "intercept and slope"),
      chosen: test.chosen,
      "why no refit": test.withoutRefit,
    })),
    { caption: "p-value that the largest update is no better than this one" },
  );
}
