/** Whether functions pass over an option that they do not have. */
import { assert } from "@std/assert";

/** A function whose last argument is its options, and how many come before. */
export type WithOptions = readonly [(...given: never[]) => unknown, before: number];

/** One test per function: a misspelt option is refused by the nearest names. */
export function testMisspelt(functions: readonly WithOptions[]): void {
  for (const [work, before] of functions) {
    Deno.test(`${work.name}() tells of an option that it does not have, by the nearest names`, async () => {
      const given = new Array(before).fill({});
      const error = await Promise.resolve()
        .then(() => work(...[...given, { misspelt: 1 }] as never[]))
        .then(() => undefined, (error: Error) => error);
      const told = `${work.name}: option "misspelt": unknown name; the nearest `;
      assert(error instanceof RangeError && error.message.startsWith(told), String(error));
    });
  }
}
