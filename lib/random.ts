/**
 * Seeded randomness: the Mersenne Twister of NumPy's `RandomState`, so that folds, permutations and
 * bootstraps can be identical on both sides of a comparison. Nothing in the project calls
 * `Math.random`.
 */

import { tallyWithVectors } from "./wasm/tally.ts";

/** A stream of random numbers; the same seed gives the same stream, always. */
export interface Random {
  /** Uniform in [0, 1), 53 bits: `RandomState.random_sample()`. */
  uniform(): number;
  /** Uniform in 0 … n-1: `RandomState.randint(n)`. */
  integer(n: number): number;
  /**
   * Fills `into` with how often each of its places comes in so many draws of
   * `integer(into.length)`, much faster than one by one.
   */
  tally(into: Int32Array, draws: number): void;
  /** Standard normal: `RandomState.standard_normal()`. */
  normal(): number;
  /** A shuffled copy: `RandomState.shuffle()` on it. */
  shuffled<T>(items: ArrayLike<T>): T[];
}

const SIZE = 624;
const SHIFT = 397;

/** So many draws take about as long as compiling the loop that counts more of them quickly. */
const WORTH_COMPILING = 50_000;
let tallied = 0;

/** The 624 words that the seed spreads over: `init_genrand` of the reference implementation. */
function seededState(seed: number): Int32Array {
  const state = new Int32Array(SIZE);
  let word = state[0] = seed | 0;
  for (let i = 1; i < SIZE; i++) {
    word = (Math.imul(1812433253, word ^ (word >>> 30)) + i) | 0;
    state[i] = word;
  }
  return state;
}

/** What goes out for a word of the state. */
function temper(y: number): number {
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/** A renewed word, from the old one, the next, and the one that is 397 places ahead. */
function renewed(own: number, next: number, far: number): number {
  return far ^ (((own & 0x80000000) | (next & 0x7fffffff)) >>> 1) ^ (-(next & 1) & 0x9908b0df);
}

/** Renews one word, just before it is used: a stream of few draws does not pay for 624. */
function twist(state: Int32Array, i: number): void {
  const next = i + 1 < SIZE ? i + 1 : 0, far = i + SHIFT < SIZE ? i + SHIFT : i + SHIFT - SIZE;
  state[i] = renewed(state[i], state[next], state[far]);
}

/** The largest of `n` numbers from 0. */
function largestOf(n: number, field: string): number {
  if (!Number.isInteger(n) || n < 1 || n > 0x100000000) {
    throw new RangeError(`${field}: expected n in 1 to 4294967296, got ${n}`);
  }
  return n - 1;
}

/**
 * A generator that matches NumPy's `RandomState(seed)` draw for draw.
 *
 * @param seed A whole number in 0 … 2^32 - 1; anything else is a `RangeError`.
 *
 * Source: Matsumoto & Nishimura (1998), ACM TOMACS 8(1), doi:10.1145/272991.272995.
 *
 * @example
 * ```ts
 * import { seeded } from "heartbook/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(seeded(42).shuffled([0, 1, 2, 3, 4]), [1, 4, 2, 0, 3]); // RandomState(42).permutation(5)
 * ```
 */
export function seeded(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed: expected a whole number in 0 to 4294967295, got ${seed}`);
  }
  const state = seededState(seed);
  let position = 0;
  let spareNormal: number | undefined;

  function word(): number {
    twist(state, position);
    const y = state[position];
    position = position + 1 < SIZE ? position + 1 : 0;
    return temper(y) >>> 0;
  }

  function uniform(): number {
    return ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  }

  function integer(n: number): number {
    const largest = largestOf(n, "integer(n)");
    if (largest === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(largest);
    let drawn = (word() & mask) >>> 0;
    // Redrawing until the value fits, instead of scaling, keeps all values equally likely.
    while (drawn > largest) drawn = (word() & mask) >>> 0;
    return drawn;
  }

  function tally(into: Int32Array, draws: number): void {
    tallied += draws;
    if (tallied >= WORTH_COMPILING) {
      const next = tallyWithVectors(into, { state, position, draws });
      if (next !== undefined) return void (position = next);
    }
    const largest = largestOf(into.length, "tally(into)");
    if (largest === 0) return void into.fill(draws);
    const mask = 0xffffffff >>> Math.clz32(largest);
    into.fill(0);
    for (let left = draws; left > 0;) {
      const drawn = (word() & mask) >>> 0;
      if (drawn > largest) continue;
      into[drawn]++;
      left--;
    }
  }

  function normal(): number {
    if (spareNormal !== undefined) {
      const spare = spareNormal;
      spareNormal = undefined;
      return spare;
    }
    let x = 0, y = 0, square = 0;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const stretch = Math.sqrt(-2 * Math.log(square) / square);
    spareNormal = stretch * x;
    return stretch * y;
  }

  function shuffled<T>(items: ArrayLike<T>): T[] {
    const copy = Array.from(items);
    for (let i = copy.length - 1; i > 0; i--) {
      const j = integer(i + 1), drawn = copy[j];
      copy[j] = copy[i];
      copy[i] = drawn;
    }
    return copy;
  }

  return { uniform, integer, tally, normal, shuffled };
}

/**
 * A separate seed for part `index` of a larger job, so that trees, folds and replicates draw
 * independent streams and give the same result in any order and on any number of workers.
 *
 * @example
 * ```ts
 * import { childSeed } from "heartbook/random.ts";
 * import { assertNotEquals } from "@std/assert";
 *
 * assertNotEquals(childSeed(7, 0), childSeed(7, 1));
 * ```
 */
export function childSeed(seed: number, index: number): number {
  let h = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
