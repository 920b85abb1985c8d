/** Some records of a table as places in bytes: no text is made of a cell that nobody asks for. */

/** Records that follow each other, every cell in UTF-8. */
export interface CellBatch {
  readonly bytes: Uint8Array;
  /** Records of the file before these. */
  readonly first: number;
  readonly rows: number;
  readonly columns: number;
  /** Cell j of record i begins at entry `i * columns + j`, its quotes taken off. */
  readonly starts: Int32Array;
  /** Where it ends, the end not included. */
  readonly ends: Int32Array;
  /**
   * Per record, 1 where its cells can stand in another CSV file as they are: side by side, none
   * quoted or in need of it, none beginning as a formula does.
   */
  readonly plain: Uint8Array;
  /** Of records with more or fewer cells than the header: all their cells. */
  readonly odd: ReadonlyMap<number, readonly string[]>;
  /** The cells where the file has them as they are, one list per column; bytes are made of them. */
  readonly given?: readonly ArrayLike<unknown>[];
}

// A cell may begin with U+FEFF, which is then part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of some bytes. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The cells of record `i` as texts, however many there are. */
export function textsOf(batch: CellBatch, i: number): readonly string[] {
  const { bytes, columns, starts, ends } = batch;
  return batch.odd.get(i) ??
    Array.from({ length: columns }, (_, j) => {
      const cell = i * columns + j;
      return textAt(bytes, starts[cell], ends[cell]);
    });
}
