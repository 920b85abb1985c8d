/** What a server serves, and the one way in which patients are asked about, logged or not. */
import type { z } from "zod";
import type { Row } from "../../types.ts";
import { answerPatients } from "./answer.ts";
import type { TakeTurn } from "./turns.ts";
import { readQuestion } from "./question.ts";
import type { PredictRequest, PredictResponse } from "./shapes.ts";
import type { ServiceLog } from "./watch.ts";
import type { Limits } from "../http/limits.ts";
import { refusal } from "../http/problem.ts";
import type { ModelFile } from "../model-file/model-file.ts";

/** What a server serves. */
export interface Service {
  /** The model to answer with: asked once a request, so that it may change in between. */
  readonly current: () => ModelFile;
  /** Where predictions are logged; nowhere by default. */
  readonly watch?: ServiceLog;
  readonly limits: Limits;
  /** Why the server can no longer be relied on, though it answers; `undefined` where it can. */
  readonly trouble?: () => string | undefined;
  /** Aborted once the server stops. */
  readonly stopping?: AbortSignal;
  /** Answers large batches in a thread of its own; by default in this one, in turns. */
  readonly batches?: AnswerBatch;
}

/**
 * Answers a body of POST /predict as the same JSON that this thread would write, in pieces.
 *
 * @throws the same refusals.
 */
export type AnswerBatch = (
  service: Pick<Service, "watch" | "limits"> & { readonly file: ModelFile },
  body: readonly Uint8Array[],
) => Promise<ReadableStream<Uint8Array>>;

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

/** How a body is answered. */
export interface BodyService {
  readonly watch?: Pick<ServiceLog, "log">;
  readonly limits: Limits;
  readonly file: ModelFile;
  readonly turn: TakeTurn;
  /** The check of a whole body, kept from one request to the next. */
  readonly shapeOf: (file: ModelFile) => z.ZodType<PredictRequest>;
}

/** Answers the text of a body of POST /predict. Throws as `readQuestion` and `ask` do. */
export async function answerBody(
  { file, watch, limits, turn, shapeOf }: BodyService,
  text: string,
): Promise<PredictResponse> {
  const { schema } = file;
  const { batch, depth } = limits;
  const shape = shapeOf(file);
  const { rows, reasons } = await readQuestion(text, { shape, schema, batch, depth, turn });
  return await ask({ watch, limits, turn }, { file, rows, reasons });
}

/** The answers, with an id each where a log is kept. Throws as `answerPatients` does. */
export async function ask(
  { watch, limits, turn }:
    & Pick<BodyService, "watch" | "limits">
    & Partial<Pick<BodyService, "turn">>,
  { file, rows, reasons }: Question,
): Promise<PredictResponse> {
  const model = file.contentSha256;
  const milliseconds = limits.answerMilliseconds;
  const answers = await answerPatients(file, rows, { reasons, milliseconds, turn });
  if (watch === undefined) return { model, answers };
  const ids = await watch.log(file, answers.map(({ probability: p }, i) => ({ row: rows[i], p })));
  return { model, answers: answers.map((answer, i) => ({ id: ids[i], ...answer })) };
}
