/** A process whose helpers end at their first job. */
import { spread } from "heartbook/workers/spread.ts";
import { endHelper } from "./tasks.ts";

const seeds = Array.from({ length: 40 }, (_, i) => i);
const done = await spread(endHelper, seeds, { shared: { ms: 60 } });
console.log(`all ${done.filter((seed, i) => seed === i).length}`);
