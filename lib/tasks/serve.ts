/**
 * `deno task serve [--model m.json] [--port n] [--log predictions.db]`: serves a model, as a page and
 * as an API. A new version of the file is loaded without a stop. Ctrl-C and SIGTERM let requests in
 * progress finish. See `./command.ts` for the exit codes.
 */
import { watchWith } from "../ship/api/watch.ts";
import { defaultLimits } from "../ship/http/limits.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { watchModelFile } from "../ship/server/reload.ts";
import { isLocal, serve, type ServeOptions } from "../ship/server/serve.ts";
import { openLogService } from "../watch/log-service.ts";
import { readWhole, runCommand, UsageError } from "./command.ts";

const USAGE = `deno task serve [--model m.json] [--port 8000] [--log predictions.db]

  --model       the model file; without one the default model is trained first, in seconds
  --port        the port; 0 picks a free one
  --log         keeps every patient and answer: in this file, or in PostgreSQL as
                postgres://user:password@host/database; without it nothing is kept
  --keep-days   deletes log entries that are older

  --host        the address: 127.0.0.1 is this machine only; any other needs the options below
  --token       the token that every request must carry; or set HEARTBOOK_TOKEN
  --allow-host  a host name that the server answers to; may be given more than once
  --cert, --key certificate and private key, PEM files, for HTTPS
  --plain-http  instead of these, if a proxy in front handles HTTPS`;

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

/** A model that is there for good, or as its file changes. */
async function findModel(
  path: string | undefined,
  work: { readonly signal: AbortSignal },
): Promise<{ readonly current: () => ModelFile; readonly trouble?: () => string | undefined }> {
  if (path !== undefined) return await watchModelFile(path, { log });
  console.log("No --model: training the default on the Cleveland patients …");
  const { trainHeart } = await import("../heart/train.ts");
  const file = await trainHeart({ created: new Date().toISOString(), ...work });
  return { current: () => file };
}

/** Done on Ctrl-C, which aborts, or when the system asks for an end. */
function toldToStop(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve());
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", resolve);
  });
}

/** What was said of who may reach the server. */
interface Reach {
  readonly host: string;
  readonly token?: string;
  readonly "allow-host"?: readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly "plain-http": boolean;
}

/** Who may reach the server, and how; `UsageError` if it would be open to everybody. */
async function readReach(
  { host: hostname, cert, key, ...reach }: Reach,
): Promise<Pick<ServeOptions, "hostname" | "token" | "hosts" | "tls">> {
  const token = reach.token ?? Deno.env.get("HEARTBOOK_TOKEN");
  const hosts = reach["allow-host"];
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError("--cert and --key: expected both or neither");
  }
  if (token !== undefined && token.length < 16) {
    throw new UsageError(`--token: expected 16 characters or more, got ${token.length}`);
  }
  const missing = [
    token === undefined ? "--token" : "",
    hosts === undefined ? "--allow-host" : "",
    cert === undefined && !reach["plain-http"] ? "--cert and --key (or --plain-http)" : "",
  ].filter((option) => option !== "");
  if (!isLocal(hostname) && missing.length > 0) {
    throw new UsageError(
      `--host ${hostname} lets other machines in, so it also needs ${missing.join(", ")}.`,
    );
  }
  const tls = cert === undefined || key === undefined
    ? undefined
    : { cert: await Deno.readTextFile(cert), key: await Deno.readTextFile(key) };
  return { hostname, token, hosts, tls };
}

await runCommand({
  usage: USAGE,
  options: {
    model: { type: "string" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8000" },
    log: { type: "string" },
    "keep-days": { type: "string" },
    token: { type: "string" },
    "allow-host": { type: "string", multiple: true },
    cert: { type: "string" },
    key: { type: "string" },
    "plain-http": { type: "boolean", default: false },
  },
}, async ({ model, port: portText, log: where, "keep-days": days, ...reach }, { signal }) => {
  const port = readWhole("port", portText);
  if (port > 65535) throw new UsageError(`--port: expected 0 to 65535, got ${port}`);
  const keepDays = days === undefined ? undefined : readWhole("keep-days", days);
  if (keepDays !== undefined && (keepDays === 0 || where === undefined)) {
    throw new UsageError("--keep-days: expected 1 or more, and a --log");
  }
  const reached = await readReach(reach);
  const kept = where === undefined ? undefined : await openLogService(where, { keepDays });
  const watch = kept === undefined ? undefined : watchWith(kept);
  const found = await findModel(model, { signal });
  const service = { ...found, watch, limits: defaultLimits };
  const { url, stop } = await serve(service, { ...reached, port, log });
  const { card, contentSha256 } = found.current();
  console.log(`${card.title}, model ${contentSha256.slice(0, 12)}: ${url} (Ctrl-C stops)`);
  await toldToStop(signal);
  console.log("Stopping: requests in progress are answered first.");
  await stop();
  await kept?.close();
});
