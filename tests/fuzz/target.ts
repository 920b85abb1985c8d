/** What a fuzz target is, and how an input is judged. */

/** A door of the project through which strangers' bytes come in. */
export interface Target {
  readonly name: string;
  /** Good inputs, which mutations start from. */
  readonly seeds: readonly Uint8Array[];
  /** Texts worth putting in. */
  readonly words: readonly string[];
  /** Returns where all is well, a refusal in words included; throws where a promise is broken. */
  readonly run: (input: Uint8Array) => Promise<void> | void;
}

/** So long may one input take. */
const MOST_MILLISECONDS = 2000;

/** So much may one input leave or take in memory, in bytes. */
const MOST_BYTES = 400 * 2 ** 20;

/** Whether an error is a refusal in words rather than a crash of ours. */
export function isRefusal(error: unknown): boolean {
  const isOfOurs = error instanceof SyntaxError || error instanceof RangeError ||
    error instanceof TypeError;
  const isCrash =
    /is not a function|Cannot read|undefined \(|not iterable|call stack|Invalid (array|string) length|Array buffer allocation/
      .test(String((error as Error)?.message));
  return isOfOurs && !isCrash && error.message.length > 5;
}

/** Runs work that may refuse; `undefined` where it did. */
export async function refusable<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Throws unless it holds: a promise that an input has broken. */
export function promised(holds: boolean, what: string): void {
  if (!holds) throw new Error(`broken promise: ${what}`);
}

/** What is wrong with how a target takes an input, or `undefined`. */
export async function faultOf(target: Target, input: Uint8Array): Promise<string | undefined> {
  const before = Deno.memoryUsage().rss;
  const start = performance.now();
  try {
    await target.run(input);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  const took = performance.now() - start;
  if (took > MOST_MILLISECONDS) return `took ${Math.round(took)} ms`;
  const grown = Deno.memoryUsage().rss - before;
  if (grown > MOST_BYTES) return `took ${Math.round(grown / 2 ** 20)} MiB`;
}
