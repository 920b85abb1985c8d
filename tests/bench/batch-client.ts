/** A thread that keeps batches in flight; see `./batches.ts`. */

/** What it is to send, and for how long. */
export interface BatchOrder {
  readonly url: string;
  /** A batch as JSON. */
  readonly body: string;
  readonly reasons: boolean;
  readonly seconds: number;
  readonly atOnce: number;
}

/** What came of it. */
export interface BatchReport {
  /** Batches that were answered whole. */
  readonly answered: number;
  /** Batches that were told to come again. */
  readonly refused: number;
  readonly seconds: number;
}

const { postMessage } = globalThis as unknown as { postMessage: (report: BatchReport) => void };

globalThis.addEventListener("message", async (event) => {
  const { url, body, seconds, atOnce } = (event as MessageEvent<BatchOrder>).data;
  const bytes = new TextEncoder().encode(body);
  const start = performance.now(), until = start + seconds * 1000;
  let answered = 0, refused = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (performance.now() < until) {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}predict`, { method: "POST", headers, body: bytes });
      for await (const _ of response.body!);
      if (response.status === 200) answered++;
      else if (response.status === 503) {
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      } else throw new Error(`/predict: expected 200 or 503, got ${response.status}`);
    }
  }));
  postMessage({ answered, refused, seconds: (performance.now() - start) / 1000 });
});
