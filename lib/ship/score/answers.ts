/** Scored records as bytes of CSV. */
import { type CellBatch, textAt } from "../../data/cells/batch.ts";
import { readDecimal } from "../../data/cells/number.ts";
import { makeRoom, writeText, type Written } from "../../data/cells/written.ts";
import type { Decision } from "../model-file/predict.ts";
import { writeCell } from "./line.ts";

const COMMA = 0x2c;

/** Bytes for which a cell is quoted. */
const QUOTED = new Uint8Array(256);
for (const byte of '",\r\n') QUOTED[byte.charCodeAt(0)] = 1;

/** Bytes with which a formula may begin. */
const FORMULA = new Uint8Array(256);
for (const byte of "=+-@\t\r") FORMULA[byte.charCodeAt(0)] = 1;

/** Writes a cell as `writeCell` does. */
function copyCell(to: Written, bytes: Uint8Array, start: number, end: number): void {
  let at = start, length = to.length;
  if (FORMULA[bytes[start]] !== 1 || !Number.isNaN(readDecimal(bytes, start, end))) {
    for (; at < end && QUOTED[bytes[at]] === 0; at++) to.bytes[length++] = bytes[at];
  }
  if (at === end) to.length = length;
  else writeText(to, writeCell(textAt(bytes, start, end)));
}

/** The cells of some records, side by side. */
type Side = Pick<CellBatch, "bytes" | "columns" | "starts" | "ends" | "plain">;

/** Writes the cells of record `i` with a comma after each. */
function copyRecord(
  to: Written,
  { bytes, columns, starts, ends, plain }: Side,
  i: number,
): void {
  const first = i * columns, end = first + columns;
  const start = starts[first], size = ends[end - 1] - start;
  makeRoom(to, size + columns);
  if (plain[i] === 1) {
    const { length } = to;
    for (let k = 0; k < size; k++) to.bytes[length + k] = bytes[start + k];
    // They may have been parted by something else.
    for (let cell = first; cell < end; cell++) to.bytes[length + ends[cell] - start] = COMMA;
    to.length += size + 1;
    return;
  }
  for (let cell = first; cell < end; cell++) {
    makeRoom(to, size + columns);
    copyCell(to, bytes, starts[cell], ends[cell]);
    to.bytes[to.length++] = COMMA;
  }
}

/** Writes a line per record: its cells, its probability and what is decided at it. */
export function writeAnswers(to: Written, batch: CellBatch, { rows, p, decide, called }: {
  /** The records, in order. */
  readonly rows: Int32Array;
  /** One per entry of `rows`. */
  readonly p: Float64Array;
  readonly decide: (p: number) => Decision;
  /** Each decision as it is answered to programs. */
  readonly called: (decision: Decision) => string;
}): void {
  const cell = (decision: Decision): string => writeCell(called(decision));
  const cells: Record<Decision, string> = {
    healthy: cell("healthy"),
    refer: cell("refer"),
    diseased: cell("diseased"),
  };
  // Taken out once: a batch of Parquet makes them when it is first asked.
  const { bytes, columns, starts, ends, plain } = batch;
  const side = { bytes, columns, starts, ends, plain };
  for (let k = 0; k < rows.length; k++) {
    copyRecord(to, side, rows[k]);
    writeText(to, String(p[k]));
    writeText(to, `,${cells[decide(p[k])]}\n`);
  }
}
