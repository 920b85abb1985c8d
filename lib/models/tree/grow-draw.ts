/**
 * The order in which a growing tree tries the columns, drawn as in scikit-learn, so that the same
 * seed breaks ties between equally good splits in the same way, node for node.
 */

import type { Random } from "../../random.ts";

const LARGEST = 0x7fffffff;

/**
 * The next seed that scikit-learn would take from this stream: one for each tree of a forest, and
 * one more for each tree's draws of columns.
 */
export function drawSeed(random: Random): number {
  return random.integer(LARGEST);
}

/**
 * The xorshift generator of 32 bits inside scikit-learn's tree builder: each call draws one of
 * 0 … n-1.
 *
 * Source: Marsaglia (2003), Journal of Statistical Software 8(14), doi:10.18637/jss.v008.i14.
 */
function makeDraw(seed: number): (n: number) => number {
  // xorshift never leaves the state 0.
  let state = seed || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & LARGEST) % n;
  };
}

/** Deals the columns of one tree, node by node. */
export interface Deck {
  /** Starts a node with `known` columns found constant in the nodes above it. */
  begin(known: number): void;
  /** The next column to try, or -1 when enough were tried. */
  next(): number;
  /** Reports that the last column varies. */
  keep(): void;
  /** Reports that the last column is constant: it does not count, here or below this node. */
  discard(): void;
  /** Ends the node; returns the number of columns known to be constant below it. */
  end(): number;
}

/**
 * A deck of `columns`, of which a node tries `perSplit` that vary, or all that vary if fewer.
 *
 * The deck is a permutation that lives as long as the tree. Within a node it holds, from the left:
 * constants that were drawn, constants known from above, constants found here, columns still to
 * draw, columns drawn. Known constants stay in the deck because scikit-learn spends a draw on them.
 */
export function makeDeck(
  columns: number,
  { perSplit, seed }: { perSplit: number; seed: number },
): Deck {
  const draw = makeDraw(seed);
  const cards = new Int32Array(columns);
  for (let column = 0; column < columns; column++) cards[column] = column;
  const constants = new Int32Array(columns);
  let known = 0, found = 0, drawnConstants = 0, seen = 0, undrawn = columns, last = 0;

  function swap(i: number, j: number): void {
    const card = cards[i];
    cards[i] = cards[j];
    cards[j] = card;
  }

  return {
    begin(constantsAbove): void {
      known = constantsAbove;
      found = drawnConstants = seen = 0;
      undrawn = columns;
    },
    next(): number {
      while (undrawn > known + found && (seen < perSplit || seen <= found + drawnConstants)) {
        seen++;
        const at = drawnConstants + draw(undrawn - found - drawnConstants);
        if (at >= known) {
          last = at + found;
          return cards[last];
        }
        swap(at, drawnConstants++);
      }
      return -1;
    },
    keep(): void {
      swap(last, --undrawn);
    },
    discard(): void {
      swap(last, known + found++);
    },
    end(): number {
      // Siblings must see the known constants in the order of discovery.
      for (let i = 0; i < known; i++) cards[i] = constants[i];
      for (let i = known; i < known + found; i++) constants[i] = cards[i];
      return known + found;
    },
  };
}
