/** `scored.csv`: every row of the analysis with its out-of-fold probability. */
import { writeLine } from "../ship/score/line.ts";
import type { Analysis } from "./analyse.ts";

/**
 * One line per row, in the order of the table: its number in the file (from 1 below the header), its
 * id, its outcome in the table's words, the fold it was predicted in, the probability from a model
 * that had not seen it, and what is called from the threshold of the model file on.
 */
export function scoredCsv({ opened, comparison, chosen, file }: Analysis): string {
  const { patients, numbers, words } = opened;
  const { row, split, p } = comparison.models[chosen.choice]!.predictions;
  const placeOf = new Int32Array(row.length);
  row.forEach((each, i) => placeOf[each] = i);
  const header = ["row", "id", patients.schema.outcome.name, "fold", "p", "called"];
  const lines = patients.labels.map((label, i) => {
    const at = placeOf[i];
    return writeLine([
      String(numbers[i]),
      patients.ids[i],
      label === 1 ? words.positive : words.negative,
      String(split[at] + 1),
      String(p[at]),
      p[at] >= file.threshold.value ? words.positive : words.negative,
    ]);
  });
  return writeLine(header) + lines.join("");
}
