/** The prediction log as the server uses it: kept only where somebody has decided to keep one. */
import type { Answered, KnownOutcome, OutcomeFault } from "../../watch/log.ts";
import type { Sample } from "../../watch/sample.ts";
import type { PredictionLog } from "../../watch/prediction-log.ts";
import type { ModelFile } from "../model-file/model-file.ts";

/** What the server needs of a log. */
export interface ServiceLog {
  /** Keeps what was asked and answered; an id for each, in their order. */
  log(file: ModelFile, asked: readonly Answered[]): readonly string[];
  /** Keeps the outcomes where nothing speaks against any of them, else none. */
  outcomes(known: readonly KnownOutcome[]): readonly OutcomeFault[];
  /** How far the patients asked about differ from those of the training; `null` before the first. */
  drift(file: ModelFile): Promise<object | null>;
}

/**
 * A log for the server.
 *
 * @param log From `openPredictionLog`.
 * @param referenceOf The patients that a model learned from, with their out-of-fold probabilities.
 */
export function watchWith(
  log: Pick<PredictionLog, "log" | "faults" | "outcomes" | "drift">,
  referenceOf: (file: ModelFile) => Promise<Sample>,
): ServiceLog {
  return {
    log: ({ contentSha256: model, schema }, asked) => log.log({ model, schema }, asked),
    outcomes(known: readonly KnownOutcome[]): OutcomeFault[] {
      const faults = log.faults(known);
      if (faults.length === 0) log.outcomes(known);
      return faults;
    },
    async drift(file: ModelFile): Promise<object | null> {
      const { contentSha256: model, schema, threshold: { value: threshold } } = file;
      return log.drift({ model, schema, threshold, reference: await referenceOf(file) });
    },
  };
}
