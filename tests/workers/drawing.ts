/** Prints how many threads may work, and what they draw. */
import { spread } from "heartbook/workers/spread.ts";
import { threadCount } from "heartbook/workers/threads.ts";
import { drawSlowly } from "./tasks.ts";

console.log(threadCount());
const seeds = Array.from({ length: 20 }, (_, i) => i);
const all = await spread(drawSlowly, seeds, { shared: { ms: 20 } });
console.log(JSON.stringify(all.map(({ drawn }) => [...drawn])));
