/** Compiled loops, and the memory that they share with TypeScript. */
export { type Tallying, tallyWithVectors } from "./tally.ts";
export { nextFour, openWorkspace, reusedWorkspace, room, type Workspace } from "./workspace.ts";
