/** The prediction log as the server uses it: kept only where somebody has decided to keep one. */
import type { Answered, KnownOutcome, OutcomeFault } from "../../watch/log.ts";
import type { LogService } from "../../watch/log-service.ts";
import type { TooFew } from "../../watch/report.ts";
import { refusal } from "../http/problem.ts";
import type { ModelFile } from "../model-file/model-file.ts";

/** What the server needs of a log. All of it may throw `LogError`. */
export interface ServiceLog {
  /** Keeps what was asked and answered; an id for each, in their order. */
  log(file: ModelFile, asked: readonly Answered[]): Promise<readonly string[]>;
  /** Keeps the outcomes where nothing speaks against any of them, else none. */
  outcomes(known: readonly KnownOutcome[]): Promise<readonly OutcomeFault[]>;
  /** How far the patients asked about differ from those of the training. */
  drift(file: ModelFile): Promise<object | TooFew>;
  /** Done where the log can be written. */
  ready(): Promise<void>;
}

/** A log for the server, on one from `openLogService`. */
export function watchWith(
  log: Pick<LogService, "log" | "settle" | "drift" | "ready">,
): ServiceLog {
  return {
    log: ({ contentSha256: model, schema }, asked) => log.log({ model, schema }, asked),
    outcomes: (known) => log.settle(known),
    drift({ contentSha256: model, schema, threshold, reference }): Promise<object | TooFew> {
      if (reference === undefined) {
        throw refusal({
          status: 409,
          detail:
            "this model's file holds no patients of its training to compare with; train it anew",
        });
      }
      return log.drift({ model, schema, threshold: threshold.value, reference });
    },
    ready: () => log.ready(),
  };
}
