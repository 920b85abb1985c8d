/** The thread of a prediction log; see `./log-service.ts`. */
import { isBusy, isStorage } from "./log-file.ts";
import { LogError } from "./log-error.ts";
import type { LogAnswer, LogRequest, LogServiceOptions } from "./log-service.ts";
import { type DriftReport, ofEnough, type TooFew, type WatchedModel } from "./report.ts";
import { openPredictionLog } from "./prediction-log.ts";

/** Waiting for another writer, in milliseconds. */
const PATIENCE = 250;

/** A request that has been queued longer than this, in milliseconds, is rejected. */
const LONGEST_WAIT = 1000;

/** The methods of a `LogService`, synchronous or asynchronous. */
type Methods = Readonly<Record<string, (...values: never[]) => unknown>>;

function openFile(path: string, options: LogServiceOptions): Methods {
  const { log, settle, drift, patients, ready, forgetOld, close } = openPredictionLog(path, {
    ...options,
    patience: PATIENCE,
  });
  return {
    log,
    settle,
    patients,
    ready,
    forgetOld,
    close,
    drift: (model: WatchedModel): DriftReport | TooFew => ofEnough(drift(model)),
  };
}

async function open(where: string, options: LogServiceOptions): Promise<Methods> {
  if (!/^postgres(ql)?:\/\//.test(where)) return openFile(where, options);
  const { openPostgresLog } = await import("./postgres-log.ts");
  return await openPostgresLog(where, options) as unknown as Methods;
}

function describeError(error: Error): { kind: string; message: string; stack: string } {
  const { message, stack = "" } = error;
  if (isBusy(error)) return { kind: "LogError", message: "the log is locked", stack };
  return { kind: isStorage(error) ? "LogError" : error.name, message, stack };
}

let methods: Methods = {};

async function answer({ method, values, asked }: LogRequest): Promise<unknown> {
  if (method === "open") {
    methods = await open(...values as [string, LogServiceOptions]);
    return null;
  }
  if (Date.now() - asked > LONGEST_WAIT) throw new LogError("the log is busy");
  return await methods[method](...values as never[]);
}

const { postMessage } = globalThis as unknown as { postMessage: (answer: LogAnswer) => void };

globalThis.addEventListener("message", async (event) => {
  const { data: request } = event as MessageEvent<LogRequest>;
  const { id } = request;
  try {
    postMessage({ id, value: await answer(request) });
  } catch (error) {
    postMessage({ id, error: describeError(error as Error) });
  }
});
