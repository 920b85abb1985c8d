/** What the threads say to each other. */
import type { Board } from "./board.ts";
import type { Packed } from "./origin.ts";

/** To a helper: a batch of jobs, from which it takes until none is left. */
export interface ToHelper {
  readonly batch: number;
  readonly board: Board;
  /** The task, what its jobs share, and their inputs. */
  readonly packed: Packed;
}

/** An error as plain data. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: SentError;
}

/** From a helper. */
export type FromHelper =
  | { readonly ready: true }
  | { readonly batch: number; readonly job: number; readonly output: unknown }
  | { readonly batch: number; readonly job: number; readonly error: SentError }
  /** It takes no further job. What it took and did not answer cannot be sent: the caller does it. */
  | { readonly batch: number; readonly left: true };

/** The error as plain data, with its causes. */
export function sendError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...cause === undefined ? {} : { cause: sendError(cause) } };
}

const TYPES = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];

/** The error again, of the type it had. */
export function receiveError({ name, message, stack, cause }: SentError): Error {
  const Type = TYPES.find((each) => each.name === name) ?? Error;
  const error = new Type(message, cause && { cause: receiveError(cause) });
  if (error.name !== name) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
