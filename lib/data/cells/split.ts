/** Bytes of CSV to records and cells. */
import { textAt } from "./batch.ts";

const QUOTE = 0x22, NEWLINE = 0x0a, RETURN = 0x0d, COMMA = 0x2c;

/** What a byte may mean outside of quotes. */
const ORDINARY = 0, SEPARATOR = 1, LINE_END = 2, SPECIAL = 3;

/** A cell that begins so may be a formula to a spreadsheet. */
const FORMULA = new Uint8Array(256);
for (const sign of "=+-@\t\r") FORMULA[sign.charCodeAt(0)] = 1;

/** How records are laid out. */
export interface RecordLayout {
  /** One ASCII character. */
  readonly separator: string;
  /** Cells of a record. */
  readonly columns: number;
}

/** Room for the places of cells, used again from one stretch of bytes to the next. */
export interface CellRoom {
  starts: Int32Array;
  ends: Int32Array;
  plain: Uint8Array;
}

/** The records found. */
export interface SplitRecords {
  readonly rows: number;
  /** Bytes up to the end of the last whole record. */
  readonly used: number;
  /** Whether all these bytes are ASCII. */
  readonly ascii: boolean;
  readonly odd: Map<number, readonly string[]>;
}

export function emptyRoom(): CellRoom {
  return { starts: new Int32Array(0), ends: new Int32Array(0), plain: new Uint8Array(0) };
}

function makeKinds(separator: string): Uint8Array {
  const kinds = new Uint8Array(256).fill(SPECIAL, 128);
  for (const byte of [0, QUOTE, RETURN, COMMA]) kinds[byte] = SPECIAL;
  kinds[NEWLINE] = LINE_END;
  kinds[separator.charCodeAt(0)] = SEPARATOR;
  return kinds;
}

function grow(room: CellRoom, rows: number, columns: number): void {
  const larger = <T extends Int32Array | Uint8Array>(old: T, made: T): T => (made.set(old), made);
  room.starts = larger(room.starts, new Int32Array(rows * columns));
  room.ends = larger(room.ends, new Int32Array(rows * columns));
  room.plain = larger(room.plain, new Uint8Array(rows));
}

/** Takes doubled quotes and the returns before newlines out of a cell; gives its new end. */
function unescapeCell(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  for (let at = start; at < end; at++) {
    // Behind the last stands the closing quote, which doubles none.
    const byte = bytes[at], next = bytes[at + 1];
    if (byte === RETURN && next === NEWLINE) continue;
    if (byte === QUOTE && next === QUOTE) at++;
    bytes[to++] = byte;
  }
  // Half a letter left behind would not be UTF-8.
  bytes.fill(QUOTE, to, end);
  return to;
}

function refuseZero(): never {
  throw new SyntaxError("expected CSV or Parquet, got bytes that are no text");
}

/**
 * Splits bytes into records by the rules of RFC 4180, with these liberties: lines may end in a
 * newline alone, blank lines are passed over, and a quote that neither opens nor closes a cell is
 * part of it. A record that the bytes break off stays for the next stretch.
 *
 * `bytes` is written to: quoted cells lose their doubled quotes where they stand. It must have room
 * for one byte more than `length`.
 *
 * @throws `SyntaxError` for a byte of 0.
 */
export function makeSplit(
  { separator, columns }: RecordLayout,
): (bytes: Uint8Array, length: number, room: CellRoom, most?: number) => SplitRecords {
  const kinds = makeKinds(separator);
  const sep = separator.charCodeAt(0);

  return (bytes, length, room, most = Infinity) => {
    const odd = new Map<number, readonly string[]>();
    // So that the inner loop has no need to look for the end.
    bytes[length] = NEWLINE;
    let rows = 0, used = 0, high = 0, at = 0;
    let { starts, ends, plain } = room;

    records:
    while (at < length && rows < most) {
      if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE)) {
        at += bytes[at] === NEWLINE ? 1 : 2;
        if (at > length) break;
        used = at;
        continue;
      }
      if (rows === plain.length) {
        grow(room, Math.max(256, 2 * rows), columns);
        ({ starts, ends, plain } = room);
      }
      const last = (rows + 1) * columns;
      let cell = rows * columns, isPlain = 1, kind = ORDINARY;
      let escaped: number[] | undefined, further: [start: number, end: number][] | undefined;
      do {
        let start = at, end = at, isEscaped = false;
        if (bytes[at] === QUOTE) {
          isPlain = 0;
          start = ++at;
          for (;;) {
            const byte = bytes[at];
            if (at >= length) break records;
            if (byte !== QUOTE) {
              high |= byte;
              if (byte === 0) refuseZero();
              if (byte === RETURN && bytes[at + 1] === NEWLINE) isEscaped = true;
              at++;
              continue;
            }
            const next = bytes[at + 1];
            if (at + 1 >= length) break records;
            end = at;
            if (next === QUOTE) {
              isEscaped = true;
              at += 2;
            } else if (next === sep) {
              kind = SEPARATOR;
              at++;
              break;
            } else if (next === NEWLINE || (next === RETURN && bytes[at + 2] === NEWLINE)) {
              kind = LINE_END;
              at += next === NEWLINE ? 1 : 2;
              break;
            } else at++;
          }
        } else {
          for (;; at++) {
            const byte = bytes[at];
            kind = kinds[byte];
            if (kind === ORDINARY) continue;
            if (kind !== SPECIAL) break;
            high |= byte;
            if (byte === 0) refuseZero();
            if (byte < 128 && (byte !== RETURN || bytes[at + 1] !== NEWLINE)) isPlain = 0;
          }
          end = kind === LINE_END && at > start && bytes[at - 1] === RETURN ? at - 1 : at;
          if (FORMULA[bytes[start]] === 1 && end > start) isPlain = 0;
        }
        if (kind === LINE_END && at >= length) break records;
        if (cell < last) {
          starts[cell] = start;
          ends[cell] = end;
          if (isEscaped) (escaped ??= []).push(cell);
          cell++;
        } else {
          (further ??= []).push([start, isEscaped ? -end : end]);
        }
        at++;
      } while (kind !== LINE_END);

      for (const each of escaped ?? []) ends[each] = unescapeCell(bytes, starts[each], ends[each]);
      if (cell < last || further !== undefined) {
        const texts: string[] = [];
        for (let each = last - columns; each < cell; each++) {
          texts.push(textAt(bytes, starts[each], ends[each]));
        }
        for (const [start, end] of further ?? []) {
          texts.push(textAt(bytes, start, end < 0 ? unescapeCell(bytes, start, -end) : end));
        }
        odd.set(rows, texts);
      }
      plain[rows++] = isPlain;
      used = at;
    }
    return { rows, used, ascii: high < 128, odd };
  };
}
