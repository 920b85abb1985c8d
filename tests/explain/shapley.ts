/** Shapley values by their definition: every coalition of features is tried. */
import { type Model, predict } from "heartbook/models/model.ts";
import type { Matrix, PreparedColumn } from "heartbook/types.ts";

/** What the model says of rows, in the unit of its explanation. */
export function answers(model: Model, X: Matrix): number[] {
  const isLogOdds = model.kind === "logistic" || model.kind === "boosting";
  return Array.from(predict(model, X), (p) => isLogOdds ? Math.log(p / (1 - p)) : p);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** The value of each feature, in the order of the columns, for one patient. */
export function shapley(
  model: Model,
  patient: readonly number[],
  { columns, background }: { columns: readonly PreparedColumn[]; background: Matrix },
): number[] {
  const features = [...new Set(columns.map(({ feature }) => feature))];
  const n = features.length;
  /** The mean answer when the features of the coalition, as bits, are the patient's. */
  const worth = Array.from({ length: 2 ** n }, (_, coalition) => {
    const values = background.values.map((value, cell) => {
      const column = cell % background.columns;
      const player = features.indexOf(columns[column].feature);
      return (coalition >> player) & 1 ? patient[column] : value;
    });
    const all = answers(model, { ...background, values });
    return all.reduce((sum, answer) => sum + answer, 0) / all.length;
  });
  return shapleyOf(n, (coalition) => worth[coalition]);
}

/** The Shapley values of `n` players: `worth` is asked about coalitions as bits. */
export function shapleyOf(n: number, worth: (coalition: number) => number): number[] {
  return Array.from({ length: n }, (_, player) => {
    let value = 0;
    for (let coalition = 0; coalition < 2 ** n; coalition++) {
      if ((coalition >> player) & 1) continue;
      const size = coalition.toString(2).replaceAll("0", "").length;
      const weight = factorial(size) * factorial(n - size - 1) / factorial(n);
      value += weight * (worth(coalition | (1 << player)) - worth(coalition));
    }
    return value;
  });
}
