/** Draws of NumPy's generator, counted several at a time. */

import { bytes } from "./tally.bytes.ts";
import { reusedWorkspace, room } from "./workspace.ts";

/** Where a Mersenne Twister stands, and what is drawn from it. */
export interface Tallying {
  /** 624 words, renewed up to the position; they go on to be the state after the draws. */
  readonly state: Int32Array;
  readonly position: number;
  readonly draws: number;
}

const workspaceOfTally = reusedWorkspace<{ tally: (...numbers: number[]) => number }>(bytes);

/** More would take more than the memory that is kept. */
const MOST_PLACES = 2 ** 21;

/**
 * Fills `into` with how often each of its places is drawn, and returns the position after the
 * draws; `undefined`, and nothing is drawn, if there is one place or too many of them, or the
 * platform has no vector instructions.
 */
export function tallyWithVectors(
  into: Int32Array,
  { state, position, draws }: Tallying,
): number | undefined {
  const places = into.length;
  if (places < 2 || places > MOST_PLACES) return undefined;
  const mask = 0xffffffff >>> Math.clz32(places - 1);
  const workspace = workspaceOfTally(room(4 * state.length) + room(4 * (mask + 1)));
  if (!workspace) return undefined;
  const words = workspace.int32(state.length), counts = workspace.int32(mask + 1);
  words.set(state);
  counts.fill(0);
  const stateAt = words.byteOffset, countsAt = counts.byteOffset;
  const next = workspace.loops.tally(stateAt, position, countsAt, mask, places - 1, draws);
  state.set(words);
  into.set(counts.subarray(0, places));
  return next;
}
