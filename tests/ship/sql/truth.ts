/** What `score` says of rows as they come: an answer, or why there is none. */
import { parseRow } from "heartbook/schema.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import type { DirtyRow } from "./dirty.ts";

/** One row of what the SQL of a model should answer. */
export interface Expected {
  readonly p: number | null;
  readonly decision: string | null;
  readonly reason: string | null;
}

/** Each row read as `score` reads it, and answered where it can be read. */
export function expectAnswers(pipeline: DecidingPipeline, rows: readonly DirtyRow[]): Expected[] {
  return rows.map((raw): Expected => {
    try {
      const [answer] = predictWith(pipeline, [parseRow(pipeline.schema, raw, "row 1")]);
      return { ...answer, reason: null };
    } catch (error) {
      const reason = (error as Error).message.replace(/^row 1, /, "");
      return { p: null, decision: null, reason };
    }
  });
}

/** A reason without the quote of what came, which a column of numbers may spell in another way. */
export function withoutQuote(reason: string | null): string | null {
  return reason?.replace(/, got ".*$/s, "") ?? null;
}
