/** Rows of a file that belong together, each group known by 32 bits of the text that names it. */
import { type CellBatch, textAt } from "../../../data/cells/batch.ts";
import { cellText } from "../../../data/parquet.ts";

/**
 * One entry per row, equal where rows share a group. Two groups may come to share their bits: their
 * rows then stay together too, which flatters no figure.
 */
export type GroupBits = Uint32Array;

/** The last step of MurmurHash3: a bijection of 32 bits that leaves no order behind. */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  mixed = Math.imul(mixed ^ mixed >>> 13, 0xc2b2ae35);
  return (mixed ^ mixed >>> 16) >>> 0;
}

/** FNV-1a, mixed. */
function hashBytes(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return mix(hash);
}

const encoder = new TextEncoder();

/** A row that names no group may be about anybody, so it stands alone. */
function hashText(text: string, row: number): number {
  return hashBytes(encoder.encode(text.trim() || `row ${row}`));
}

/** Whether a byte is a printed character of ASCII. */
function isPrinted(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

/** The groups that a column names, blanks around a name taken off. */
export function readGroups(batch: CellBatch, column: number): GroupBits {
  const { rows, first, columns, odd, given } = batch;
  const groups = new Uint32Array(rows);
  if (given !== undefined) {
    for (let i = 0; i < rows; i++) {
      groups[i] = hashText(cellText(given[column][i]) ?? "", first + i + 1);
    }
    return groups;
  }
  const { bytes, starts, ends } = batch;
  for (let i = 0; i < rows; i++) {
    if (odd.has(i)) continue;
    const start = starts[i * columns + column], end = ends[i * columns + column];
    // Most names have no blanks around them, and need not become a text.
    groups[i] = start < end && isPrinted(bytes[start]) && isPrinted(bytes[end - 1])
      ? hashBytes(bytes, start, end)
      : hashText(textAt(bytes, start, end), first + i + 1);
  }
  return groups;
}

/** Where the seed puts a group among all. */
function placing(seed: number): (bits: number) => number {
  const salt = mix(seed);
  return (bits) => mix(bits ^ salt);
}

/**
 * Rows of whole groups, drawn at random, that are about as many as asked: group after group is
 * taken if that brings their number nearer. A group of twice as many rows is therefore never drawn,
 * and never all groups are.
 *
 * @returns 1 for each row drawn. The draw depends on what the groups are called, not on the order of
 * the rows.
 */
export function drawGroups(
  groups: GroupBits,
  { count, seed }: { readonly count: number; readonly seed: number },
): Uint8Array {
  const placeOf = placing(seed), places = groups.map(placeOf).sort();
  const drawn = new Set<number>();
  let rows = 0;
  for (let from = 0, to = 0; from < places.length && rows < count; from = to) {
    while (places[to] === places[from]) to++;
    const size = to - from;
    if (size >= 2 * (count - rows) || rows + size === places.length) continue;
    drawn.add(places[from]);
    rows += size;
  }
  // `from` would make a list of all groups first.
  const isDrawn = new Uint8Array(groups.length);
  for (let row = 0; row < groups.length; row++) {
    isDrawn[row] = Number(drawn.has(placeOf(groups[row])));
  }
  return isDrawn;
}
