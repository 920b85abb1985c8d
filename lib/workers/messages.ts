/** What the threads say to each other. */

/** To a helper. */
export type ToHelper =
  /** A batch of jobs: its task and what they share, packed; `stop[0]` becomes 1 to end it. */
  | {
    readonly batch: number;
    readonly task: unknown;
    readonly shared: unknown;
    readonly stop: Int32Array;
  }
  /** One job of a batch. */
  | { readonly batch: number; readonly job: number; readonly input: unknown }
  /** No further job of this batch. */
  | { readonly batch: number; readonly over: true };

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
  /** The job or its answer cannot be sent: the caller has to do it. */
  | { readonly batch: number; readonly job: number; readonly unable: true };

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
