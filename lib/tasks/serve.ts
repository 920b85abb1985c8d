/**
 * `deno task serve [--model m.json] [--host h] [--port n] [--log predictions.db]`: serves a model, as
 * a page and as an API. A file that is written anew is taken up without a stop. Ctrl-C and SIGTERM
 * let what has begun end. See `./command.ts` for the exit codes.
 */
import { openPredictionLog } from "../watch/prediction-log.ts";
import { shippedReference } from "../heart/reference.ts";
import { watchWith } from "../ship/api/watch.ts";
import { serve } from "../ship/server/serve.ts";
import { defaultLimits } from "../ship/http/limits.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { watchModelFile } from "../ship/server/reload.ts";
import { trainHeart } from "../heart/train.ts";
import { readWhole, runCommand, UsageError } from "./command.ts";

const USAGE =
  `deno task serve [--model m.json] [--host 127.0.0.1] [--port 8000] [--log predictions.db]

  --model  a model file; without one the default is trained first, in seconds
  --host   127.0.0.1 answers this machine alone, 0.0.0.0 everybody who can reach it
  --port   0 takes any that is free
  --log    keeps the patients asked about, and the answers, in this file; without it nothing is kept`;

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

async function findModel(
  path: string | undefined,
  work: { readonly signal: AbortSignal },
): Promise<() => ModelFile> {
  if (path !== undefined) return (await watchModelFile(path, { log })).current;
  console.log("No --model: training the default on the Cleveland patients …");
  const file = await trainHeart({ created: new Date().toISOString(), ...work });
  return () => file;
}

/** Done on Ctrl-C, which aborts, or when the system asks for an end. */
function toldToStop(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve());
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", resolve);
  });
}

await runCommand({
  usage: USAGE,
  options: {
    model: { type: "string" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8000" },
    log: { type: "string" },
  },
}, async ({ model, host: hostname, port: portText, log: logPath }, { signal }) => {
  const port = readWhole("port", portText);
  if (port > 65535) throw new UsageError(`--port: expected 0 to 65535, got ${port}`);
  using kept = logPath === undefined ? undefined : openPredictionLog(logPath);
  const watch = kept === undefined ? undefined : watchWith(kept, shippedReference);
  const current = await findModel(model, { signal });
  const { url, stop } = serve({ current, watch, limits: defaultLimits }, { hostname, port, log });
  const { card, contentSha256 } = current();
  console.log(`${card.title}, model ${contentSha256.slice(0, 12)}: ${url} (Ctrl-C stops)`);
  await toldToStop(signal);
  console.log("Stopping: what has begun is answered first.");
  await stop();
});
