/** The parts of the bench that measure nothing. Nothing here depends on the clock. */
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { readArguments } from "./arguments.ts";
import { fitsTable } from "./fits-table.ts";
import { growths } from "./growth.ts";
import { growthText } from "./growth-text.ts";
import { jobTable } from "./job-table.ts";
import type { MeasuredFit } from "./measured-fits.ts";
import { formatGap, formatMegabytes, formatRatio, formatSeconds, median } from "./numbers.ts";
import { planFits } from "./plan.ts";
import { findScikitLearn } from "./python.ts";
import { textTable } from "./text-table.ts";

Deno.test("median() takes the middle one, or the mean of the middle two", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 3, 2]), 2.5);
  assertEquals(median([]), null);
});

Deno.test("formatSeconds() keeps three digits in the unit that suits them", () => {
  assertEquals([0.000_012_34, 0.001_234, 0.1234, 1.234, 123.4].map(formatSeconds), [
    "12.3 µs",
    "1.23 ms",
    "123 ms",
    "1.23 s",
    "123 s",
  ]);
});

Deno.test("what was not measured is a dash", () => {
  assertEquals([formatSeconds(null), formatMegabytes(null), formatRatio(1, null)], ["–", "–", "–"]);
});

Deno.test("formatGap() calls out models that cannot be the same", () => {
  assertEquals([0.0123, 0.0234, null].map(formatGap), ["0.0123", "0.0234!", "–"]);
});

Deno.test("textTable() aligns the first column to the left and the others to the right", () => {
  assertEquals(
    textTable(["part", "s"], [["tree", "0.1"], ["k", "10.25"]]),
    ["part      s", "───────────", "tree    0.1", "k     10.25"].join("\n"),
  );
});

Deno.test("readArguments() takes three rounds of everything where nothing is asked for", () => {
  assertEquals(readArguments([]), { help: false, quick: false, rounds: 3 });
});

Deno.test("readArguments() reads all it knows", () => {
  assertEquals(readArguments(["--quick", "--rounds", "5", "--models", "tree,naive Bayes"]), {
    help: false,
    quick: true,
    rounds: 5,
    models: ["tree", "naive Bayes"],
  });
});

Deno.test("readArguments() refuses what it does not know, saying what there is", () => {
  assertThrows(() => readArguments(["--fast"]), SyntaxError, "--quick");
  assertThrows(() => readArguments(["--rounds", "0"]), SyntaxError, "got 0");
  assertThrows(() => readArguments(["--rounds"]), SyntaxError, "got nothing");
  assertThrows(() => readArguments(["--models", "trees"]), SyntaxError, "forest");
});

Deno.test("planFits() stays at 303 rows when it is to be quick", () => {
  const rows = planFits(["ridge", "svm"], true).map(({ fit }) => fit.rows);
  assertEquals(rows, [303, 303]);
});

const report = { seconds: 0.01, auc: 0.8, memory: 60e6 };
const planned = { along: "rows", ours: report } as const;
const fit = { model: "forest", rows: 303, columns: 20, trees: 100 } as const;
const small: MeasuredFit = {
  ...planned,
  fit,
  theirs: { RandomForest: { ...report, seconds: 0.1 } },
};
const large: MeasuredFit = { ...small, fit: { ...fit, rows: 3000, trees: 10 } };

Deno.test("fitsTable() shows only ours without scikit-learn", () => {
  const [, , line] = fitsTable([{ ...small, theirs: {} }]).split("\n");
  assertEquals(line.split(/ {2,}/), [
    "forest",
    "–",
    "303",
    "20",
    "100",
    "10.0 ms",
    "–",
    "–",
    "60 MB",
    "–",
    "–",
    "0.8000",
    "–",
  ]);
});

Deno.test("growths() counts a tree where more rows come with fewer trees", () => {
  const [growth] = growths([small, large]);
  assertEquals(growth.name, "forest, a tree");
  assertEquals(growth.points, [
    { at: 303, side: "ours", seconds: 0.0001 },
    { at: 303, side: "RandomForest", seconds: 0.001 },
    { at: 3000, side: "ours", seconds: 0.001 },
    { at: 3000, side: "RandomForest", seconds: 0.01 },
  ]);
});

Deno.test("growthText() puts ten times the time twelve letters to the right", () => {
  const [, first, second] = growthText(growths([small, large])[0]).split("\n");
  assertStringIncludes(first, "     303  ············o···········1");
  assertStringIncludes(second, "   3,000  ························o···········1");
});

Deno.test("jobTable() divides medians and shows the largest gap in AUC", () => {
  const turn = (seconds: number, auc: number) => ({
    seconds,
    report: { parts: { tree: { seconds, aucs: [0.5, auc] } }, memory: 1e8 },
  });
  const table = jobTable({
    ours: [turn(1, 0.81), turn(9, 0.81), turn(2, 0.81)],
    pipe: [turn(20, 0.8)],
    lean: [],
  });
  assertStringIncludes(
    table.replace(/ {2,}/g, "|"),
    "tree|2.00 s|20.0 s|–|0.10|–|0.0100|–",
  );
});

Deno.test("findScikitLearn() refuses a named Python that has none", async () => {
  const wish = { folder: "", tell: () => {}, run: () => Promise.resolve("failed" as const) };
  await assertRejects(() => findScikitLearn({ ...wish, named: "python2" }), RangeError, "python2");
});

Deno.test("findScikitLearn() says why there is none, and that ours goes on alone", async () => {
  const told: string[] = [];
  const found = await findScikitLearn({
    folder: ".cache/bench-python",
    tell: (text) => told.push(text),
    run: () => Promise.resolve("missing"),
    named: undefined,
  });
  assertEquals(found, null);
  assertStringIncludes(told.join(" "), "only our side is measured");
});

Deno.test("findScikitLearn() fills an environment of its own where there is none", async () => {
  const folder = ".cache/bench-python", ran: string[] = [];
  const found = await findScikitLearn({
    folder,
    tell: () => {},
    run: (program, args) => {
      ran.push(`${program} ${args.join(" ")}`);
      return Promise.resolve(args[0] === "-c" ? "failed" : "done");
    },
    named: undefined,
  });
  assertStringIncludes(found!, folder);
  assertStringIncludes(ran.at(-1)!, "scikit-learn==1.9.1");
});
