/** Table files of any size to score and to learn from. */
import { makeRoom, writeText, type Written } from "heartbook/data/cells/written.ts";
import { seeded } from "heartbook/random.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";
import type { FeatureSchema } from "heartbook/types.ts";

const COLUMNS = Array.from({ length: 20 }, (_, i) => `x${i}`);

/** Rows written at once. */
const STRETCH = 10_000;

/** The schema of {@link writeMadeUpRows}. */
export const madeUpSchema: FeatureSchema = {
  name: "made-up rows",
  missing: [],
  features: COLUMNS.map((name) => {
    return { kind: "number", name, label: name, about: "Made up.", unit: "", range: [-100, 100] };
  }),
  outcome: { name: "outcome", label: "outcome", positive: "yes", negative: "no", about: "" },
};

/** The patients over and over, each time with new numbers. */
export async function writePatients(path: string, rows: number): Promise<void> {
  const text = await Deno.readTextFile("data/cleveland.csv");
  const [header, ...patients] = text.trimEnd().split("\n");
  const cells = patients.map((line) => line.slice(line.indexOf(",")));
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter(), encoder = new TextEncoder();
  await writer.write(encoder.encode(`${header}\n`));
  for (let from = 0; from < rows; from += STRETCH) {
    const lines = Array.from(
      { length: Math.min(STRETCH, rows - from) },
      (_, i) => `${from + i + 1}${cells[(from + i) % cells.length]}\n`,
    );
    await writer.write(encoder.encode(lines.join("")));
  }
  await writer.close();
}

const MINUS = 0x2d, POINT = 0x2e, ZERO = 0x30, COMMA = 0x2c;

/** Writes a number below 100 with four decimals; ten times as fast as by text. */
function writeNumber(to: Written, value: number): void {
  makeRoom(to, 9);
  if (value < 0) to.bytes[to.length++] = MINUS;
  let rest = Math.round(Math.abs(value) * 1e4), unit = rest >= 1e5 ? 1e5 : 1e4;
  for (; unit >= 1; unit /= 10) {
    const digit = Math.floor(rest / unit);
    rest -= digit * unit;
    if (unit === 1e3) to.bytes[to.length++] = POINT;
    to.bytes[to.length++] = ZERO + digit;
  }
}

/** Normal numbers with four decimals; the outcome depends on seven of them, not linearly. */
export async function writeMadeUpRows(path: string, rows: number): Promise<void> {
  const random = seeded(1);
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const to: Written = { bytes: new Uint8Array(2 ** 20), length: 0 };
  writeText(to, `${[...COLUMNS, "outcome"].join(",")}\n`);
  const x = new Float64Array(COLUMNS.length);
  for (let row = 1; row <= rows; row++) {
    for (let j = 0; j < x.length; j++) {
      x[j] = random.normal();
      writeNumber(to, x[j]);
      to.bytes[to.length++] = COMMA;
    }
    const z = (x[0] > 0.5 ? x[1] : -x[2]) + (x[3] ** 2 - 1) / 2 + x[4] - x[5] / 2 + x[6] / 3;
    writeText(to, random.uniform() < sigmoid(z) ? "yes\n" : "no\n");
    if (row % STRETCH !== 0 && row < rows) continue;
    for (let done = 0; done < to.length;) {
      done += await file.write(to.bytes.subarray(done, to.length));
    }
    to.length = 0;
  }
}
