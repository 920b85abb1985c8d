/** An end set by the clock for work that never lets a timer run. */

/** What is thrown where time has run out. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

/**
 * A signal that is aborted as another one is and, with {@link OutOfTime}, as soon as it is asked
 * after so many seconds: while a model is fitted no timer runs, but its loops ask.
 *
 * @example
 * ```ts
 * import { OutOfTime, withDeadline } from "heartbook/analyse/deadline.ts";
 * import { assertThrows } from "@std/assert";
 *
 * withDeadline(60).throwIfAborted();
 * assertThrows(() => withDeadline(0).throwIfAborted(), OutOfTime);
 * ```
 */
export function withDeadline(seconds: number, signal?: AbortSignal): AbortSignal {
  const end = performance.now() + 1000 * seconds;
  const clock = new AbortController();
  const both = AbortSignal.any([clock.signal, ...(signal === undefined ? [] : [signal])]);
  const { throwIfAborted } = both;
  return Object.defineProperty(both, "throwIfAborted", {
    value: () => {
      if (performance.now() >= end) clock.abort(new OutOfTime("the time is used up"));
      throwIfAborted.call(both);
    },
  });
}
