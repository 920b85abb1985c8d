/** Answers as JSON, written in pieces. */
import type { PredictResponse } from "./shapes.ts";

/** So many are written at a time: a millisecond or so. */
const SOME = 200;

/** The same text as `JSON.stringify`, in pieces: ten thousand answers with reasons are megabytes. */
export function* writeAnswers(
  { model, answers }: PredictResponse,
): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (let done = 0; done < answers.length; done += SOME) {
    const some = answers.slice(done, done + SOME).map((answer) => JSON.stringify(answer));
    const before = done === 0 ? `{"model":${JSON.stringify(model)},"answers":[` : ",";
    const after = done + SOME < answers.length ? "" : "]}";
    yield encoder.encode(`${before}${some.join(",")}${after}`);
  }
}

/** Pieces as they are asked for; other requests get their turn in between. */
export function streamPieces(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = Iterator.from(pieces);
  // One ahead, so that nobody waits for being told that there is no more.
  let next = iterator.next(), isFirst = true;
  return new ReadableStream({
    async pull(controller): Promise<void> {
      if (!isFirst) await new Promise((resolve) => setTimeout(resolve));
      isFirst = false;
      if (!next.done) controller.enqueue(next.value);
      next = iterator.next();
      if (next.done) controller.close();
    },
  });
}

/** The body of an answer: whole where it is short. */
export function bodyOf(response: PredictResponse): Uint8Array<ArrayBuffer> | ReadableStream {
  const pieces = writeAnswers(response);
  return response.answers.length > SOME ? streamPieces(pieces) : pieces.next().value!;
}
