/** Jobs on all cores. */
export { comesFrom, type Origin } from "./origin.ts";
export { spread, type SpreadOptions, type Task, type TaskOptions } from "./spread.ts";
export { threadCount } from "./threads.ts";
