/** What a server serves, and the one way in which patients are asked about, logged or not. */
import type { Row } from "../../types.ts";
import { answerPatients } from "./answer.ts";
import type { TakeTurn } from "./turns.ts";
import type { PredictResponse } from "./shapes.ts";
import type { ServiceLog } from "./watch.ts";
import type { Limits } from "../http/limits.ts";
import { refusal } from "../http/problem.ts";
import type { ModelFile } from "../model-file/model-file.ts";

/** What a server serves. */
export interface Service {
  /** The model to answer with: asked once a request, so that it may change in between. */
  readonly current: () => ModelFile;
  /** Where predictions are logged; nowhere unless given. */
  readonly watch?: ServiceLog;
  readonly limits: Limits;
  /** Why the server can no longer be relied on, though it answers; `undefined` where it can. */
  readonly trouble?: () => string | undefined;
  /** Aborted once the server stops. */
  readonly stopping?: AbortSignal;
}

/** Throws what stands in the way of an answer: the model gone, a log that cannot be written. */
export async function checkReady(
  { trouble, watch }: Pick<Service, "trouble" | "watch">,
): Promise<void> {
  const detail = trouble?.();
  if (detail !== undefined) throw refusal({ status: 503, detail });
  await watch?.ready();
}

/** Patients for one model, checked against its schema. */
export interface Question {
  readonly file: ModelFile;
  readonly rows: readonly Row[];
  readonly reasons: boolean;
}

/** The answers, with an id each where a log is kept. Throws as `answerPatients` does. */
export async function ask(
  { watch, limits, turn }: Pick<Service, "watch" | "limits"> & { readonly turn?: TakeTurn },
  { file, rows, reasons }: Question,
): Promise<PredictResponse> {
  const model = file.contentSha256;
  const milliseconds = limits.answerMilliseconds;
  const answers = await answerPatients(file, rows, { reasons, milliseconds, turn });
  if (watch === undefined) return { model, answers };
  const ids = await watch.log(file, answers.map(({ probability: p }, i) => ({ row: rows[i], p })));
  return { model, answers: answers.map((answer, i) => ({ id: ids[i], ...answer })) };
}
