/**
 * `deno task load [--requests 1000000] [--at-once 32] [--seed 1] [--url http://127.0.0.1:8000/
 * --model model.json]`: sends a server good and bad requests, mixed, and checks each answer: its
 * status, and the probabilities to the last digit. Starts a server of the default model unless there
 * is a URL. Ends with 1 where an answer was not as it must be.
 */
import { parseArgs } from "node:util";
import { type Random, seeded } from "heartbook/random.ts";
import { readModelFile } from "heartbook/ship/model-file/read.ts";
import { withModel } from "../bench/model.ts";
import { startServer } from "../bench/started.ts";
import { type Draw, kindsOfRequests, type Sent } from "./requests.ts";

/** How often the client looks at the server's memory. */
const LOOKS = 20;

/** What came of all requests. */
interface Outcome {
  readonly counts: Map<string, number>;
  readonly wrong: string[];
}

/** Draws a kind by its weight, and a request of it. */
function drawing(kinds: readonly (readonly [number, Draw])[]): Draw {
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0);
  return (random) => {
    let left = random.uniform() * total;
    const [, draw] = kinds.find(([weight]) => (left -= weight) < 0) ?? kinds[0];
    return draw(random);
  };
}

/** Resolves to what is wrong with the answer, or `undefined`. */
async function send(url: string, sent: Sent): Promise<string | undefined> {
  const { kind, path, init, status, check, hangsUp } = sent;
  const leave = new AbortController();
  if (hangsUp) setTimeout(() => leave.abort(), 1);
  try {
    const response = await fetch(`${url}${path}`, { ...init, signal: leave.signal });
    const text = await response.text();
    if (response.status !== status) {
      return `${kind}: expected ${status}, got ${response.status} ${text.slice(0, 200)}`;
    }
    check?.(text);
  } catch (error) {
    if (!leave.signal.aborted) return `${kind}: ${(error as Error).message}`;
  }
  return undefined;
}

/** Bytes that the server's process holds, as it says itself. */
async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)![1]);
}

async function sendAll(
  url: string,
  { draw, random, requests, atOnce }: {
    readonly draw: Draw;
    readonly random: Random;
    readonly requests: number;
    readonly atOnce: number;
  },
): Promise<Outcome> {
  const outcome: Outcome = { counts: new Map(), wrong: [] };
  const start = performance.now();
  const every = Math.ceil(requests / LOOKS);
  let begun = 0, done = 0;
  console.log(`${(await memoryOf(url) / 1e6).toFixed(0)} MB before`);
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (begun < requests) {
      begun++;
      const sent = draw(random);
      const fault = await send(url, sent);
      if (fault !== undefined) outcome.wrong.push(fault);
      const key = `${sent.kind}: ${sent.hangsUp ? "no matter" : sent.status}`;
      outcome.counts.set(key, (outcome.counts.get(key) ?? 0) + 1);
      if (++done % every !== 0) continue;
      const [rate, memory] = [1000 * done / (performance.now() - start), await memoryOf(url)];
      console.log(
        `${done.toLocaleString("en")} sent, ${outcome.wrong.length} wrong, ${rate.toFixed(0)} a ` +
          `second, ${(memory / 1e6).toFixed(0)} MB`,
      );
    }
  }));
  return outcome;
}

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "1000000" },
    "at-once": { type: "string", default: "32" },
    seed: { type: "string", default: "1" },
    url: { type: "string" },
    model: { type: "string" },
  },
});
await using stack = new AsyncDisposableStack();
const model = values.model ?? stack.use(await withModel()).model;
const url = values.url ?? stack.use(await startServer(model)).url;
const { counts, wrong } = await sendAll(url, {
  draw: drawing(kindsOfRequests(await readModelFile(model))),
  random: seeded(Number(values.seed)),
  requests: Number(values.requests),
  atOnce: Number(values["at-once"]),
});
for (const [key, count] of [...counts].toSorted(([, a], [, b]) => b - a)) {
  console.log(`${String(count).padStart(8)}  ${key}`);
}
console.log(`${wrong.length} wrong`);
for (const fault of wrong.slice(0, 20)) console.error(fault);
if (wrong.length > 0) Deno.exitCode = 1;
