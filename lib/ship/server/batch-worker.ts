/** The thread in which large batches are answered; see `./batch-thread.ts`. */
import { HTTPException } from "hono/http-exception";
import type { Answered } from "../../watch/log.ts";
import { perModel } from "../api/per-model.ts";
import { answerBody } from "../api/service.ts";
import { predictRequestShape } from "../api/shapes.ts";
import { writeAnswers } from "../api/stream.ts";
import { makeTurns } from "../api/turns.ts";
import type { ServiceLog } from "../api/watch.ts";
import { decodeBody, type Limits } from "../http/limits.ts";
import type { ModelFile } from "../model-file/model-file.ts";

/** What the thread is told. */
export type BatchMessage =
  /** The model for all bodies that follow, and what they may be. */
  | { readonly kind: "model"; readonly file: ModelFile; readonly limits: Limits }
  | {
    readonly kind: "body";
    readonly id: number;
    readonly body: Uint8Array;
    readonly logged: boolean;
  }
  /** What became of patients that were to be logged; `null` where the log failed. */
  | { readonly kind: "logged"; readonly id: number; readonly ids: readonly string[] | null };

/** A response, as it can be sent from one thread to another. */
interface Refused {
  readonly status: number;
  readonly text: string;
  readonly headers: [string, string][];
}

/** What it says of one body. */
export type BatchAnswer =
  & { readonly id: number }
  & (
    | { readonly kind: "answered"; readonly pieces: readonly Uint8Array[] }
    | { readonly kind: "to log"; readonly asked: readonly Answered[] }
    | { readonly kind: "refused"; readonly refused: Refused }
    | { readonly kind: "failed"; readonly error: Error }
  );

const { postMessage } = globalThis as unknown as {
  postMessage: (answer: BatchAnswer, transfer?: Transferable[]) => void;
};

const turn = makeTurns();
const logging = new Map<number, PromiseWithResolvers<readonly string[]>>();
let told: { readonly file: ModelFile; readonly limits: Limits };
const shapeOf = perModel(({ schema }) => predictRequestShape(schema, told.limits));

/** The log, which the server's own thread keeps. */
function logOf(id: number): Pick<ServiceLog, "log"> {
  return {
    log: (_file, asked) => {
      const ids = Promise.withResolvers<readonly string[]>();
      logging.set(id, ids);
      postMessage({ kind: "to log", id, asked });
      return ids.promise;
    },
  };
}

async function answer(id: number, body: Uint8Array, logged: boolean): Promise<void> {
  try {
    const watch = logged ? logOf(id) : undefined;
    const answers = await answerBody({ ...told, watch, turn, shapeOf }, decodeBody([body]));
    const pieces = [...writeAnswers(answers)];
    postMessage({ kind: "answered", id, pieces }, pieces.map(({ buffer }) => buffer));
  } catch (error) {
    if (!(error instanceof HTTPException)) {
      return postMessage({ kind: "failed", id, error: error as Error });
    }
    const response = error.getResponse();
    const refused = {
      status: response.status,
      text: await response.text(),
      headers: [...response.headers],
    };
    postMessage({ kind: "refused", id, refused });
  }
}

globalThis.addEventListener("message", (event) => {
  const message = (event as MessageEvent<BatchMessage>).data;
  if (message.kind === "model") told = message;
  else if (message.kind === "body") answer(message.id, message.body, message.logged);
  else {
    const { resolve, reject } = logging.get(message.id)!;
    logging.delete(message.id);
    if (message.ids === null) reject(new Error("the log failed"));
    else resolve(message.ids);
  }
});
