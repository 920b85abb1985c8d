/** Changes to bytes, all drawn from a seed. */
import type { Random } from "heartbook/random.ts";
import type { Target } from "./target.ts";

const text = new TextEncoder();

/** What breaks parsers, whatever they parse. */
const WORDS = [
  "\uFEFF",
  "\r\n",
  "\r",
  "\n\n",
  "\0",
  '"',
  '""',
  "\\",
  ",",
  "null",
  "true",
  "NaN",
  "-0",
  "1e999",
  "1e300",
  "-1e300",
  "1e-320",
  "9007199254740993",
  "0x10",
  "__proto__",
  "constructor",
  "toString",
  "[]",
  "{}",
  "[[[[[[[[",
  "\u2028",
  "ü",
  "😀",
  "\ud83d",
].map((word) => text.encode(word));

const ODD_BYTES = [0, 1, 0x7f, 0x80, 0xff, 0xfe, 0xc0, 0x22, 0x0a, 0x0d, 0x2c, 0x7b, 0x5b];

function splice(bytes: Uint8Array, from: number, to: number, put: Uint8Array): Uint8Array {
  const whole = new Uint8Array(from + put.length + bytes.length - to);
  whole.set(bytes.subarray(0, from));
  whole.set(put, from);
  whole.set(bytes.subarray(to), from + put.length);
  return whole;
}

function mutateOnce(bytes: Uint8Array, random: Random, target: Target): Uint8Array {
  const at = random.integer(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.integer(16));
  switch (random.integer(8)) {
    case 0: // one bit
      return bytes.length === 0
        ? bytes
        : bytes.with(at % bytes.length, bytes[at % bytes.length] ^ 1 << random.integer(8));
    case 1: // an odd byte
      return splice(
        bytes,
        at,
        Math.min(bytes.length, at + 1),
        Uint8Array.of(
          ODD_BYTES[random.integer(ODD_BYTES.length)],
        ),
      );
    case 2: // left out
      return splice(bytes, at, end, new Uint8Array());
    case 3: // said twice
      return splice(bytes, at, at, bytes.slice(at, end));
    case 4: // cut off
      return bytes.slice(0, at);
    case 5: { // from another seed
      const other = target.seeds[random.integer(target.seeds.length)];
      const from = random.integer(other.length + 1);
      return splice(bytes, at, end, other.slice(from, from + 1 + random.integer(40)));
    }
    case 6: // a word of the format
      if (target.words.length > 0) {
        const word = target.words[random.integer(target.words.length)];
        return splice(bytes, at, random.integer(2) === 0 ? at : end, text.encode(word));
      } // falls through
    default: // a word that breaks parsers
      return splice(
        bytes,
        at,
        random.integer(2) === 0 ? at : end,
        WORDS[
          random.integer(WORDS.length)
        ],
      );
  }
}

/** The next input: a seed with one to six changes, rarely with hundreds of copies of a part. */
export function mutate(random: Random, target: Target): Uint8Array {
  let bytes = target.seeds[random.integer(target.seeds.length)];
  const changes = 1 + random.integer(6);
  for (let i = 0; i < changes; i++) bytes = mutateOnce(bytes, random, target);
  if (random.integer(50) > 0 || bytes.length === 0) return bytes;
  const at = random.integer(bytes.length), part = bytes.slice(at, at + 1 + random.integer(8));
  const many = new Uint8Array(part.length * (1 + random.integer(2000)));
  for (let i = 0; i < many.length; i += part.length) many.set(part, i);
  return splice(bytes, at, at, many);
}

/** The same fault from less: pieces are left out as long as it stays. */
export async function shrink(
  input: Uint8Array,
  fails: (input: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let least = input;
  for (let size = input.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= least.length;) {
      const less = splice(least, at, at + size, new Uint8Array());
      if (await fails(less)) least = less;
      else at += size;
    }
  }
  return least;
}
