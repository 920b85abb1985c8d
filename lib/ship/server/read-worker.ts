/** The thread in which a new model is read and checked; see `./reload.ts`. */
import type { ModelFile } from "../model-file/model-file.ts";
import { readModelFile } from "../model-file/read.ts";

/** The model, or why there is none. */
export type ReadAnswer = { readonly file: ModelFile } | { readonly message: string };

const { postMessage } = globalThis as unknown as { postMessage: (answer: ReadAnswer) => void };

globalThis.addEventListener("message", async (event) => {
  try {
    postMessage({ file: await readModelFile((event as MessageEvent<string>).data) });
  } catch (error) {
    postMessage({ message: (error as Error).message });
  }
});
