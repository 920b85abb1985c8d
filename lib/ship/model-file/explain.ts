/** What moved the probabilities that a model file gives. */
import { canExplain, explain, type Explanation } from "../../explain/shap.ts";
import { prepareOnce } from "../../pipeline.ts";
import type { Row } from "../../types.ts";
import type { ModelContent } from "./model-file.ts";

/** Whether {@link explainWith} has an answer for this file. */
export function hasReasons({ model, background }: ModelContent): boolean {
  return canExplain(model) && background.length > 0;
}

/**
 * Exact SHAP values for each patient, against the background in the file. It is the model's own
 * prediction that is taken apart, before any recalibration.
 *
 * @throws `RangeError` where the file has no background or a model of another kind; else as
 * `predictWith` does.
 */
export function explainWith(file: ModelContent, rows: readonly Row[]): Explanation[] {
  const { model, background, preprocessor } = file;
  const { columns } = preprocessor;
  return explain(model, prepareOnce(preprocessor, rows), {
    columns,
    background: {
      values: Float64Array.from(background.flat()),
      rows: background.length,
      columns: columns.length,
    },
  });
}
