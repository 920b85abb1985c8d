import { assertEquals } from "@std/assert";
import { isStopped, makeBoard, stop, takeFirst, takeLast } from "heartbook/workers/board.ts";
import fc from "fast-check";

Deno.test("each job of a board is taken once, whichever end is asked", () => {
  fc.assert(fc.property(fc.nat(20), fc.array(fc.boolean()), (jobs, ends) => {
    const board = makeBoard(jobs);
    const fromFront: number[] = [], fromBack: number[] = [];
    for (const isFront of [...ends, ...Array<boolean>(jobs + 1).fill(true)]) {
      const job = isFront ? takeFirst(board) : takeLast(board);
      if (job !== undefined) (isFront ? fromFront : fromBack).push(job);
    }
    const all = Array.from({ length: jobs }, (_, job) => job);
    assertEquals([...fromFront, ...fromBack.toReversed()], all);
  }));
});

Deno.test("a board that is stopped gives no job, in this thread or in another", () => {
  const board = makeBoard(3);
  assertEquals([takeFirst(board), takeLast(board)], [0, 2]);
  // What another thread is sent shares its memory.
  const there = structuredClone(board);
  assertEquals(isStopped(there), false);
  stop(board);
  assertEquals([isStopped(there), takeFirst(there), takeLast(board)], [true, undefined, undefined]);
});
