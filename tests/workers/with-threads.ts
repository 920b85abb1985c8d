/** Work with some number of threads. */
import { spread } from "heartbook/workers/spread.ts";
import { drawSlowly } from "./tasks.ts";

/** Work with `HEARTBOOK_WORKERS` set, and then as before. */
export async function withThreads<Value>(
  count: string,
  work: () => Value | Promise<Value>,
): Promise<Value> {
  const before = Deno.env.get("HEARTBOOK_WORKERS");
  Deno.env.set("HEARTBOOK_WORKERS", count);
  try {
    return await work();
  } finally {
    if (before === undefined) Deno.env.delete("HEARTBOOK_WORKERS");
    else Deno.env.set("HEARTBOOK_WORKERS", before);
  }
}

/** Until so many threads take part: a helper needs a moment to start. */
export async function startThreads(threads: number): Promise<void> {
  for (let i = 0, seen = 0; seen < threads; i++) {
    if (i > 200) throw new Error(`expected ${threads} threads, got ${seen}`);
    const seeds = Array.from({ length: 4 * threads }, (_, seed) => seed);
    const drawn = await spread(drawSlowly, seeds, { shared: { ms: 20 } });
    seen = new Set(drawn.map(({ thread }) => thread)).size;
  }
}
