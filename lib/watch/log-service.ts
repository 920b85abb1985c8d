/** A prediction log that keeps nobody waiting: it works in a thread of its own. */
import type { Dataset } from "../types.ts";
import type { Answered, KnownOutcome, LoggedModel, OutcomeFault } from "./log.ts";
import { LogError } from "./log-error.ts";
import type { DriftReport, TooFew, WatchedModel } from "./report.ts";

/** A prediction log, wherever it is kept. All but the ids' check may throw {@link LogError}. */
export interface LogService {
  /** Logs answers, all or none: an id for each, in their order. */
  log(model: LoggedModel, predictions: readonly Answered[]): Promise<string[]>;
  /** Joins outcomes where nothing speaks against any, else none: what speaks against them. */
  settle(outcomes: readonly KnownOutcome[]): Promise<OutcomeFault[]>;
  /** On the latest 1,000 patients; how many there are, where there are too few. */
  drift(model: WatchedModel): Promise<DriftReport | TooFew>;
  /** The patients whose outcome is known, the latest first: what to retrain on. */
  patients(model: LoggedModel): Promise<Dataset>;
  /** Done where the log can be written. */
  ready(): Promise<void>;
  /** Deletes what is older than it may be. */
  forgetOld(): Promise<void>;
  close(): Promise<void>;
}

/** Where a log is kept, and for how long. */
export interface LogServiceOptions {
  /** Predictions older than this are deleted, with their outcomes; by default none are. */
  readonly keepDays?: number;
}

/** What is asked of the thread, and what it answers. */
export interface LogRequest {
  readonly id: number;
  readonly method: keyof LogService | "open";
  readonly values: readonly unknown[];
  /** Milliseconds since 1970: after a second of waiting, nobody wants the answer. */
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

/** Deleting what is too old must not wait for the next patient. */
const HOUR = 60 * 60 * 1000;

/**
 * Opens a log: a path is an SQLite file, `postgres://user:password@host/database` one that several
 * machines share. A log that another process holds locked is given up on after a quarter of a
 * second.
 *
 * @throws as `openLogFile` does, or {@link LogError} where PostgreSQL is not reached.
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
