/** A prediction log in its own thread, so that it does not block the server. */
import type { Dataset } from "../types.ts";
import type { Answered, KnownOutcome, LoggedModel, OutcomeFault } from "./log.ts";
import { LogError } from "./log-error.ts";
import type { DriftReport, TooFew, WatchedModel } from "./report.ts";

/**
 * A prediction log, wherever it is kept. All methods except the check of ids may throw {@link
 * LogError}.
 */
export interface LogService {
  /** Logs predictions, all or none; returns an id for each, in order. */
  log(model: LoggedModel, predictions: readonly Answered[]): Promise<string[]>;
  /** Joins outcomes if none has a fault, otherwise none; returns the faults. */
  settle(outcomes: readonly KnownOutcome[]): Promise<OutcomeFault[]>;
  /** The report on the latest 1,000 patients; their number if there are too few. */
  drift(model: WatchedModel): Promise<DriftReport | TooFew>;
  /** The patients with known outcomes, latest first, for retraining. */
  patients(model: LoggedModel): Promise<Dataset>;
  /** Resolves if the log can be written. */
  ready(): Promise<void>;
  /** Deletes predictions past their retention time. */
  forgetOld(): Promise<void>;
  close(): Promise<void>;
}

/** Where a log is kept, and for how long. */
export interface LogServiceOptions {
  /** Predictions older than this are deleted, with their outcomes; default never. */
  readonly keepDays?: number;
}

/** Messages to the thread and back. */
export interface LogRequest {
  readonly id: number;
  readonly method: keyof LogService | "open";
  readonly values: readonly unknown[];
  /** Milliseconds since 1970; a request that has waited a second is rejected. */
  readonly asked: number;
}
export type LogAnswer =
  | { readonly id: number; readonly value: unknown }
  | {
    readonly id: number;
    readonly error: { readonly kind: string; readonly message: string; readonly stack: string };
  };

const ERRORS: Readonly<Record<string, new (message: string) => Error>> = {
  LogError,
  RangeError,
  SyntaxError,
  TypeError,
};

/** Deletion of old predictions must not wait for the next patient. */
const HOUR = 60 * 60 * 1000;

/**
 * Opens a log: a path is an SQLite file, `postgres://user:password@host/database` a database that
 * several machines share. If another process holds the lock, opening fails after a quarter of a
 * second.
 *
 * @throws as `openLogFile` does, or {@link LogError} if PostgreSQL cannot be reached.
 */
export async function openLogService(
  where: string,
  options: LogServiceOptions = {},
): Promise<LogService> {
  const worker = new Worker(new URL("./log-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<LogAnswer>): void => {
    const { resolve, reject } = waiting.get(data.id)!;
    waiting.delete(data.id);
    if ("value" in data) return resolve(data.value);
    const { kind, message, stack } = data.error;
    reject(Object.assign(new (ERRORS[kind] ?? Error)(message), { stack }));
  };
  worker.onerror = (event): void => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new LogError(event.message));
    waiting.clear();
  };

  function call<T>(method: LogRequest["method"], ...values: readonly unknown[]): Promise<T> {
    const answer = Promise.withResolvers<unknown>();
    waiting.set(++last, answer);
    worker.postMessage({ id: last, method, values, asked: Date.now() } satisfies LogRequest);
    return answer.promise as Promise<T>;
  }

  try {
    await call("open", where, options);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  const sweeping = setInterval(() => call("forgetOld").catch(() => {}), HOUR);
  return {
    log: (model, predictions) => call("log", { ...model }, predictions),
    settle: (outcomes) => call("settle", outcomes),
    drift: (model) => call("drift", model),
    patients: (model) => call("patients", model),
    ready: () => call("ready"),
    forgetOld: () => call("forgetOld"),
    async close(): Promise<void> {
      clearInterval(sweeping);
      await call("close").catch(() => {});
      worker.terminate();
    },
  };
}
