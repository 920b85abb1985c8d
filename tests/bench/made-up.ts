/** Made-up patients: numbers that both sides read from the same bytes. */
import { seeded } from "heartbook/random.ts";
import type { Training } from "heartbook/types.ts";
import { join } from "node:path";

/** How much is made up, and where it is kept. */
export interface MadeUp {
  readonly rows: number;
  readonly columns: number;
  readonly data: string;
}

/** Rows beyond those to learn from. */
const TEST_ROWS = 2000;

function paths({ rows, columns, data }: MadeUp): { X: string; y: string } {
  return {
    X: join(data, `${rows}x${columns}.X.float64`),
    y: join(data, `${rows}x${columns}.y.uint8`),
  };
}

/**
 * Writes `rows` rows to learn from and 2,000 to test on: standard normal numbers, five of which
 * decide on the outcome, two of them together. Row-major float64 as the machine has them, and one
 * byte a label.
 */
export async function writeMadeUp(madeUp: MadeUp): Promise<void> {
  const { columns } = madeUp, rows = madeUp.rows + TEST_ROWS;
  const random = seeded(2026);
  const X = new Float64Array(rows * columns), y = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) X[row * columns + j] = random.normal();
    const [a, b, c, d, e] = X.subarray(row * columns, row * columns + 5);
    const logOdds = 1.5 * a - b + c * d + (e > 0.5 ? 1 : 0);
    y[row] = random.uniform() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  }
  const { X: pathOfX, y: pathOfY } = paths(madeUp);
  await Deno.writeFile(pathOfX, new Uint8Array(X.buffer));
  await Deno.writeFile(pathOfY, y);
}

/** What {@link writeMadeUp} wrote, as a model wants it. */
export async function readMadeUp(madeUp: MadeUp): Promise<{ training: Training; test: Training }> {
  const { rows, columns } = madeUp;
  const X = new Float64Array((await readInPlace(paths(madeUp).X)).buffer);
  const y = await readInPlace(paths(madeUp).y);
  const described = Array.from({ length: columns }, (_, j) => {
    return { kind: "number", feature: `x${j}`, fill: 0, mean: 0, scale: 1 } as const;
  });
  const part = (from: number, to: number): Training => ({
    X: { values: X.subarray(from * columns, to * columns), rows: to - from, columns },
    y: y.subarray(from, to),
    columns: described,
  });
  return { training: part(0, rows), test: part(rows, rows + TEST_ROWS) };
}

/** `Deno.readFile` holds a file twice for a while, which would count as memory of the fit. */
async function readInPlace(path: string): Promise<Uint8Array<ArrayBuffer>> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array((await file.stat()).size);
  for (let at = 0; at < bytes.length;) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) throw new Error(`${path}: expected ${bytes.length} bytes, got ${at}`);
    at += read;
  }
  return bytes;
}
