/** Answers as JSON, written as they are sent. */
import type { PredictResponse } from "./shapes.ts";

/** So many are written at a time: a millisecond or so. */
const SOME = 200;

/**
 * The same text as `JSON.stringify`, in pieces: ten thousand answers with reasons are megabytes, and
 * whoever else asks does not wait until they are written.
 */
export function streamAnswers({ model, answers }: PredictResponse): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let done = 0;
  return new ReadableStream({
    async pull(controller): Promise<void> {
      // Others first.
      if (done > 0) await new Promise((resolve) => setTimeout(resolve));
      const some = answers.slice(done, done + SOME).map((answer) => JSON.stringify(answer));
      const before = done === 0 ? `{"model":${JSON.stringify(model)},"answers":[` : ",";
      done += some.length;
      const isLast = done >= answers.length;
      controller.enqueue(encoder.encode(`${before}${some.join(",")}${isLast ? "]}" : ""}`));
      if (isLast) controller.close();
    },
  });
}
