/** Table files of any size to score and to learn from. */
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

async function writeLines(
  path: string,
  { header, rows, line }: {
    readonly header: readonly string[];
    readonly rows: number;
    readonly line: (row: number) => string;
  },
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter(), encoder = new TextEncoder();
  await writer.write(encoder.encode(`${header.join(",")}\n`));
  for (let from = 0; from < rows; from += STRETCH) {
    const lines = Array.from(
      { length: Math.min(STRETCH, rows - from) },
      (_, i) => line(from + i),
    );
    await writer.write(encoder.encode(`${lines.join("\n")}\n`));
  }
  await writer.close();
}

/** The patients over and over, each time with new numbers. */
export async function writePatients(path: string, rows: number): Promise<void> {
  const text = await Deno.readTextFile("data/cleveland.csv");
  const [header, ...patients] = text.trimEnd().split("\n").map((line) => line.split(","));
  await writeLines(path, {
    header,
    rows,
    line: (row) => [row + 1, ...patients[row % patients.length].slice(1)].join(","),
  });
}

/** Normal numbers with four decimals; the outcome depends on seven of them, not linearly. */
export async function writeMadeUpRows(path: string, rows: number): Promise<void> {
  const random = seeded(1);
  await writeLines(path, {
    header: [...COLUMNS, "outcome"],
    rows,
    line: () => {
      const x = COLUMNS.map(() => random.normal());
      const z = (x[0] > 0.5 ? x[1] : -x[2]) + (x[3] ** 2 - 1) / 2 + x[4] - x[5] / 2 + x[6] / 3;
      const outcome = random.uniform() < sigmoid(z) ? "yes" : "no";
      return `${x.map((value) => value.toFixed(4)).join(",")},${outcome}`;
    },
  });
}
