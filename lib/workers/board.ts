/** Which jobs of a batch are still to be had, in memory that all threads see. */

/** The cells of {@link Board}. */
const STOPPED = 0, TAKEN = 1, FROM_FRONT = 2, FROM_BACK = 3;

/** Jobs are numbered from 0; each is taken once, without asking another thread. */
export interface Board {
  readonly jobs: number;
  readonly cells: Int32Array<SharedArrayBuffer>;
}

/** A board on which all jobs are free. */
export function makeBoard(jobs: number): Board {
  return { jobs, cells: new Int32Array(new SharedArrayBuffer(16)) };
}

/** Whether one more is to be had: then the caller must take it, from either end. */
function claim({ jobs, cells }: Board): boolean {
  return !isStopped({ cells }) && Atomics.add(cells, TAKEN, 1) < jobs;
}

/** The first job that nobody has taken. */
export function takeFirst(board: Board): number | undefined {
  return claim(board) ? Atomics.add(board.cells, FROM_FRONT, 1) : undefined;
}

/** The last job that nobody has taken. */
export function takeLast(board: Board): number | undefined {
  return claim(board) ? board.jobs - 1 - Atomics.add(board.cells, FROM_BACK, 1) : undefined;
}

/** Ends the batch: no job is to be had any more, and those at work may stop. */
export function stop({ cells }: Board): void {
  Atomics.store(cells, STOPPED, 1);
}

/** Whether the batch has ended. */
export function isStopped({ cells }: Pick<Board, "cells">): boolean {
  return Atomics.load(cells, STOPPED) !== 0;
}
