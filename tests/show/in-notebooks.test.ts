/** What holds for every chart in the notebooks as they are committed. */
import { assert, assertEquals } from "@std/assert";
import { readNotebook } from "heartbook/jupyter/notebook.ts";

/** Bytes that a picture may take, its font included. */
const LARGEST_PICTURE = 40_000;
const LARGEST_NOTEBOOK = 1_500_000;
/** Fewer charts than this, and the tests below would look at nothing. */
const FEWEST_CHARTS = 60;
const MOST_LINES = 4;

interface Chart {
  readonly where: string;
  readonly svg: string;
  readonly png: string;
  readonly told: string;
}

const folder = "notebooks";
const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
  .filter((name) => name.endsWith(".ipynb")).sort();

async function chartsOf(name: string): Promise<Chart[]> {
  const { cells } = await readNotebook(`${folder}/${name}`);
  return cells.flatMap((cell, i) =>
    cell.cell_type !== "code" ? [] : cell.outputs.flatMap((output) => {
      if (output.output_type !== "display_data") return [];
      const [svg, png, told] = ["image/svg+xml", "image/png", "text/plain"].map((type) =>
        [output.data[type] ?? ""].flat().join("")
      );
      return svg === "" ? [] : [{ where: `${name}, cell ${i}`, svg, png, told }];
    })
  );
}

const charts = (await Promise.all(names.map(chartsOf))).flat();

Deno.test("every chart of the notebooks is SVG of less than 40 kB, and PNG", () => {
  assert(charts.length >= FEWEST_CHARTS, `${charts.length} charts`);
  const large = charts.map(({ where, svg }) => ({ where, bytes: new TextEncoder().encode(svg) }))
    .filter(({ bytes }) => bytes.length >= LARGEST_PICTURE)
    .map(({ where, bytes }) => `${where}: ${bytes.length} bytes`);
  assertEquals(large, []);
  assertEquals(charts.filter(({ png }) => png === "").map(({ where }) => where), []);
});

Deno.test("every chart of the notebooks tells its figures in a few lines", () => {
  const mute = charts.filter(({ told }) => {
    const [, ...lines] = told.trimEnd().split("\n");
    return !/\d/.test(lines.join()) || lines.length + 1 > MOST_LINES;
  });
  assertEquals(mute.map(({ where, told }) => `${where}: ${told}`), []);
});

Deno.test("every notebook takes less than 1.5 MB", () => {
  const large = names.filter((name) => Deno.statSync(`${folder}/${name}`).size > LARGEST_NOTEBOOK);
  assertEquals(large, []);
});
