/** How a trained model does in places that it did not learn from, for its card. */
import { validate } from "../../measure/validation.ts";
import type { Pipeline } from "../../pipeline.ts";
import { type Places, predictPlaces } from "../../resample/transport.ts";
import type { CardGroup, ModelCard } from "../model-file/model-file.ts";

/** Places to try a model in, with a sentence on how, or why there are none. */
export interface ExternalPlaces {
  readonly about: string;
  readonly places: Places;
}

/**
 * The figures of each place at the threshold below which disease is ruled out, each with its interval.
 *
 * @throws as `validate` does, naming the place.
 */
export function describeExternal(
  pipeline: Pipeline,
  { about, places }: ExternalPlaces,
  options: { readonly threshold: number },
): NonNullable<ModelCard["external"]> {
  const groups = Object.entries(predictPlaces(places, pipeline)).map(
    ([name, scored]): CardGroup => {
      try {
        const { patients, diseased, ...figures } = validate(scored, options);
        return {
          name,
          patients,
          diseased,
          figures: [
            { name: "ROC AUC", interval: figures.auc },
            { name: "recall", interval: figures.recall },
            { name: "specificity", interval: figures.specificity },
            { name: "calibration slope", interval: figures.slope },
            { name: "O:E", interval: figures.observedToExpected },
          ],
        };
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new RangeError(`${name}: ${error.message}`, { cause: error });
      }
    },
  );
  return { about, places: groups };
}
