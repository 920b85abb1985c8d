/**
 * In which order a growing tree looks at the columns: drawn as scikit-learn draws it, so that the
 * same seed breaks ties between equally good splits in the same way, node for node.
 */

import type { Random } from "../../random.ts";

const LARGEST = 0x7fffffff;

/**
 * The next seed that scikit-learn would take from this stream: for each tree of a forest one, and
 * for each tree one more, where its draws of columns begin.
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
  // 0 is the one state that xorshift never leaves.
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
  /** Starts a node, `known` of whose columns were found constant in the nodes above it. */
  begin(known: number): void;
  /** The next column to look at, or -1 when enough were seen. */
  next(): number;
  /** Says that the last column varies. */
  keep(): void;
  /** Says that the last column is constant: it does not count, here or below this node. */
  discard(): void;
  /** Ends the node: how many columns its children know to be constant. */
  end(): number;
}

/**
 * A deck of `columns`, of which a node looks at `perSplit` that vary, or at all that do if they
 * are fewer.
 *
 * The deck is a permutation that lives as long as the tree. Within a node it holds, from the left:
 * constants that were drawn, constants known from above, constants found here, columns still to
 * draw, columns drawn. Known constants stay in the deck because drawing one costs a draw.
 */
export function makeDeck(
  columns: number,
  { perSplit, seed }: { perSplit: number; seed: number },
): Deck {
  const draw = makeDraw(seed);
  const cards = Int32Array.from({ length: columns }, (_, column) => column);
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
      // Siblings must find the known constants in the order in which they were found.
      for (let i = 0; i < known; i++) cards[i] = constants[i];
      for (let i = known; i < known + found; i++) constants[i] = cards[i];
      return known + found;
    },
  };
}
