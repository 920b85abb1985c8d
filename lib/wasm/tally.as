/**
 * Draws of NumPy's Mersenne Twister, counted: AssemblyScript, compiled by lib/tasks/wasm.ts; word
 * for word what random.ts does. Addresses are in bytes. The state is 624 words of 4 bytes.
 */

const SIZE: i32 = 624;
const SHIFT: i32 = 397;

// @ts-ignore: decorator
@inline
function word(state: usize, place: i32): usize {
  return state + (<usize>place << 2);
}

/** Renews the words from `from` to before `end`; the word `far` places on is in the state. */
// @ts-ignore: decorator
@inline
function renew(state: usize, from: i32, end: i32, far: i32): void {
  const low = i32x4.splat(0x7fffffff), one = i32x4.splat(1), matrix = i32x4.splat(0x9908b0df);
  let i = from;
  // None of four is needed for another of them.
  for (; i <= end - 4; i += 4) {
    const at = word(state, i), next = v128.load(at, 4);
    const shifted = i32x4.shr_u(v128.bitselect(next, v128.load(at), low), 1);
    const odd = v128.and(i32x4.neg(v128.and(next, one)), matrix);
    v128.store(at, v128.xor(v128.xor(v128.load(word(state, i + far)), shifted), odd));
  }
  for (; i < end; i++) {
    const at = word(state, i), next = load<u32>(word(state, i + 1 < SIZE ? i + 1 : 0));
    const shifted = ((load<u32>(at) & 0x80000000) | (next & 0x7fffffff)) >> 1;
    const odd = (0 - (next & 1)) & 0x9908b0df;
    store<u32>(at, load<u32>(word(state, i + far)) ^ shifted ^ odd);
  }
}

/** What goes out for four words. */
// @ts-ignore: decorator
@inline
function temper(words: v128): v128 {
  let y = v128.xor(words, i32x4.shr_u(words, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

// @ts-ignore: decorator
@inline
function add(counts: usize, drawn: i32): void {
  const at = counts + (<usize>drawn << 2);
  store<i32>(at, load<i32>(at) + 1);
}

/**
 * Draws `draws` numbers from 0 to `largest` and adds up how often each is drawn; `counts` has room
 * for what is drawn and does not fit, up to `mask`. Returns the position of the next word.
 */
export function tally(
  state: usize,
  position: i32,
  counts: usize,
  mask: i32,
  largest: i32,
  draws: i32,
): i32 {
  const masks = i32x4.splat(mask), most = i32x4.splat(largest);
  for (let left = draws; left > 0;) {
    // No more words than are surely needed, in a stretch in which no place wraps round.
    const isEarly = position < SIZE - SHIFT, far = isEarly ? SHIFT : SHIFT - SIZE;
    const stop = isEarly ? SIZE - SHIFT : position < SIZE - 1 ? SIZE - 1 : SIZE;
    const end = min(stop, position + left);
    renew(state, position, end, far);
    // Minus one for each that does not fit.
    let beyond = i32x4.splat(0);
    let i = position;
    for (; i <= end - 4; i += 4) {
      const drawn = v128.and(temper(v128.load(word(state, i))), masks);
      beyond = i32x4.add(beyond, i32x4.gt_s(drawn, most));
      add(counts, i32x4.extract_lane(drawn, 0));
      add(counts, i32x4.extract_lane(drawn, 1));
      add(counts, i32x4.extract_lane(drawn, 2));
      add(counts, i32x4.extract_lane(drawn, 3));
    }
    left -= i - position;
    left -= i32x4.extract_lane(beyond, 0) + i32x4.extract_lane(beyond, 1) +
      i32x4.extract_lane(beyond, 2) + i32x4.extract_lane(beyond, 3);
    for (; i < end; i++) {
      const drawn = i32x4.extract_lane(temper(v128.load32_zero(word(state, i))), 0) & mask;
      if (drawn <= largest) left--;
      add(counts, drawn);
    }
    position = end < SIZE ? end : 0;
  }
  return position;
}
