/** The figures of a model in several places as a table. */
import type { Validation } from "../measure/validation.ts";
import { writeInterval } from "../text.ts";
import type { Bundle } from "./bundle.ts";
import { table, type TableOptions } from "./table.ts";

/** A row per place: patients, diseased, and each figure with its interval. */
export function validationTable(
  places: Readonly<Record<string, Validation>>,
  options: TableOptions & { readonly caption: string },
): Bundle {
  const records = Object.entries(places).map(([place, validation]) => {
    const write = (
      figure: "auc" | "recall" | "specificity" | "slope" | "observedToExpected" | "netBenefit",
    ): string => writeInterval(validation[figure], { digits: 2 });
    return {
      place,
      diseased: `${validation.diseased} of ${validation.patients}`,
      AUC: write("auc"),
      recall: write("recall"),
      specificity: write("specificity"),
      slope: write("slope"),
      "O:E": write("observedToExpected"),
      "net benefit": write("netBenefit"),
      "of treating all": validation.treatAll,
    };
  });
  return table(records, { digits: 2, ...options });
}
