import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { drawSeed, makeDeck } from "heartbook/models/tree/grow-draw.ts";
import { seeded } from "heartbook/random.ts";

/** The columns that a node tries, where those named are constant. */
function deal(
  deck: ReturnType<typeof makeDeck>,
  known: number,
  constant: readonly number[],
): { tried: number[]; known: number } {
  const tried: number[] = [];
  deck.begin(known);
  for (let column = deck.next(); column >= 0; column = deck.next()) {
    tried.push(column);
    if (constant.includes(column)) deck.discard();
    else deck.keep();
  }
  return { tried, known: deck.end() };
}

const decks = fc.record({
  columns: fc.integer({ min: 1, max: 9 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.integer({ min: 0, max: 1e9 }),
  flags: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
});

Deno.test("makeDeck() deals each column at most once, and never one known to be constant", () => {
  fc.assert(
    fc.property(decks, ({ columns, share, seed, flags }) => {
      const perSplit = Math.max(1, Math.round(share * columns));
      const constant = flags.slice(0, columns).flatMap((flag, column) => flag ? [column] : []);
      const deck = makeDeck(columns, { perSplit, seed });
      const above = deal(deck, 0, constant);
      assertEquals(new Set(above.tried).size, above.tried.length);
      assertEquals(above.known, above.tried.filter((each) => constant.includes(each)).length);
      const seen = above.tried.filter((each) => constant.includes(each));
      // A child, and its sibling, which starts from the same.
      for (let child = 0; child < 2; child++) {
        const below = deal(deck, above.known, constant);
        assertEquals(below.tried.filter((each) => seen.includes(each)), []);
        assertEquals(new Set(below.tried).size, below.tried.length);
      }
    }),
    { seed: 8, numRuns: 400 },
  );
});

Deno.test("makeDeck() tries so many columns, and beyond them until one varies", () => {
  fc.assert(
    fc.property(decks, ({ columns, share, seed, flags }) => {
      const perSplit = Math.max(1, Math.round(share * columns));
      const constant = flags.slice(0, columns).flatMap((flag, column) => flag ? [column] : []);
      const { tried } = deal(makeDeck(columns, { perSplit, seed }), 0, constant);
      const varying = tried.filter((each) => !constant.includes(each));
      if (constant.length === columns) return assertEquals(tried.length, columns);
      assert(varying.length >= 1);
      assert(tried.length === perSplit || tried.length > perSplit && varying.length === 1);
    }),
    { seed: 9, numRuns: 400 },
  );
});

Deno.test("makeDeck() deals every column first about as often as any other", () => {
  const counts = new Int32Array(5);
  for (let seed = 1; seed <= 5000; seed++) {
    counts[deal(makeDeck(5, { perSplit: 1, seed: 7919 * seed }), 0, []).tried[0]]++;
  }
  // Give or take 4 standard deviations of 28.
  assert(counts.every((count) => Math.abs(count - 1000) < 113), `${counts}`);
  assertEquals(
    deal(makeDeck(5, { perSplit: 5, seed: 0 }), 0, []),
    deal(makeDeck(5, { perSplit: 5, seed: 1 }), 0, []),
  );
});

Deno.test("drawSeed() draws below 2^31 - 1, as scikit-learn does", () => {
  // RandomState(0).randint(2**31 - 1) is 209652396.
  assertEquals(drawSeed(seeded(0)), 209652396);
});
