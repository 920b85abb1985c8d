/** Compiled loops, and the memory that they share with TypeScript. */
export { type LocalParabolas, sumsWithVectors } from "./loess.ts";
export { type LineDerivatives, type LineRows, lineWithVectors } from "./logistic-line.ts";
export { type Tallying, tallyWithVectors } from "./tally.ts";
export { nextFour, openWorkspace, reusedWorkspace, room, type Workspace } from "./workspace.ts";
