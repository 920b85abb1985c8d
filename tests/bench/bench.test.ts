/** The parts of the bench that measure nothing. Nothing here depends on the clock. */
import {
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { seeded } from "heartbook/random.ts";
import { readArguments } from "./arguments.ts";
import { filesTable, type MeasuredFile, mergeFiles } from "./files.ts";
import { goalsTable } from "./fits-table.ts";
import { growths } from "./growth.ts";
import { growthText } from "./growth-text.ts";
import { linesOf } from "./lines.ts";
import { jobTable } from "./job-table.ts";
import { inReach, type MeasuredFit } from "./measured-fits.ts";
import {
  formatGap,
  formatMegabytes,
  formatRatio,
  formatSeconds,
  judgeRatio,
  median,
} from "./numbers.ts";
import { MODELS, planFits, seedsOf, SIZES } from "./plan.ts";
import { findPython } from "./python.ts";
import { updateReadme } from "./readme.ts";
import { mergeFits } from "./results.ts";
import { writeMadeUpRows } from "./table-files.ts";
import { markdownTable, type TableOfTexts, textTable } from "./text-table.ts";

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

Deno.test("judgeRatio() marks a ratio that is above 1.00 as written", () => {
  assertEquals([judgeRatio(1.004, 1), judgeRatio(1.006, 1), judgeRatio(1, null)], [
    "1.00",
    "1.01 ✗",
    "–",
  ]);
});

Deno.test("textTable() aligns the first column to the left and the others to the right", () => {
  assertEquals(
    textTable({ headings: ["part", "s"], rows: [["tree", "0.1"], ["k", "10.25"]] }),
    ["part      s", "───────────", "tree    0.1", "k     10.25"].join("\n"),
  );
});

Deno.test("markdownTable() aligns as deno fmt does, and shows a missed goal bold", () => {
  assertEquals(
    markdownTable({ headings: ["part", "ratio"], rows: [["tree", "0.1"], ["k", "1.25 ✗"]] }),
    [
      "| part |      ratio |",
      "| ---- | ---------: |",
      "| tree |        0.1 |",
      "| k    | **1.25 ✗** |",
    ].join("\n"),
  );
});

Deno.test("readArguments() takes five rounds of what is quick where nothing is asked for", () => {
  const { groups, rounds, models, sizes, fileSizes } = readArguments([]);
  assertEquals(groups, ["fits", "explain", "uncertainty", "server", "start"]);
  assertEquals({ rounds, models, sizes }, { rounds: 5, models: MODELS, sizes: SIZES });
  assertEquals(fileSizes, [100_000, 1_000_000]);
});

Deno.test("readArguments() reads all it knows", () => {
  assertEquals(
    readArguments([
      "fits",
      "naive-bayes",
      "--rows",
      "303,3000,10000000",
      "--rounds",
      "7",
      "--readme",
    ]),
    {
      help: false,
      readme: true,
      rounds: 7,
      groups: ["fits"],
      models: ["naive Bayes"],
      sizes: [303, 3000],
      fileSizes: [10_000_000],
    },
  );
});

Deno.test("readArguments() takes a model alone as a wish for its fits", () => {
  assertEquals(readArguments(["svm"]).groups, ["fits"]);
});

Deno.test("readArguments() refuses what it does not know, saying what there is", () => {
  assertThrows(() => readArguments(["--fast"]), SyntaxError, "--rounds");
  assertThrows(() => readArguments(["trees"]), SyntaxError, "forest");
  assertThrows(() => readArguments(["--rounds", "0"]), SyntaxError, "got 0");
  assertThrows(() => readArguments(["--rounds"]), SyntaxError, "got nothing");
  assertThrows(() => readArguments(["--rows", "17"]), SyntaxError, "got 17");
});

Deno.test("planFits() leaves out rows that a support vector machine does not get through", () => {
  const planned = planFits(["ridge", "svm"], [3_000, 30_000]);
  assertEquals(planned.map(({ fit }) => [fit.model, fit.rows]), [
    ["ridge", 3_000],
    ["ridge", 30_000],
    ["svm", 3_000],
  ]);
});

Deno.test("seedsOf() gives each turn of a forest seeds of its own, twenty or more in all", () => {
  for (const rounds of [1, 2, 3, 5, 30]) {
    const turns = Array.from(
      { length: rounds },
      (_, round) => seedsOf("forest", { round, rounds }),
    );
    const seeds = turns.flat();
    assertEquals(new Set(seeds).size, seeds.length);
    assertEquals(seeds.length >= 20, true);
    assertEquals(turns.every(({ length }) => length > 0), true);
  }
  assertEquals(seedsOf("ridge", { round: 3, rounds: 5 }), [0]);
});

const side = { first: 0.03, seconds: 0.01, auc: 0.8, memory: 60e6, turns: 5 };
const planned = { along: "rows", ours: side } as const;
const fit = { model: "forest", rows: 303, columns: 20, trees: 100 } as const;
const small: MeasuredFit = { ...planned, fit, theirs: { RandomForest: { ...side, seconds: 0.1 } } };
const large: MeasuredFit = { ...small, fit: { ...fit, rows: 3000, trees: 10 } };

/** Heading and cell of each column; of headings that come twice, the last. */
const cellsOf = ({ headings, rows: [row] }: TableOfTexts): Record<string, string> =>
  Object.fromEntries(headings.map((heading, j) => [heading, row[j]]));

Deno.test("goalsTable() shows only ours without a Python", () => {
  const cells = cellsOf(goalsTable([{ ...small, theirs: {} }]));
  assertEquals([cells["fastest rival"], cells.ours, cells["ours/theirs"], cells.AUC], [
    "–",
    "10.0 ms",
    "–",
    "0.8000",
  ]);
});

Deno.test("goalsTable() sets the fastest rival beside ours, and marks each goal that is missed", () => {
  const theirs = {
    slow: { ...side, seconds: 0.1, first: 0.01 },
    fast: { ...side, seconds: 0.008, first: 0.1, auc: 0.804, memory: 120e6 },
  };
  const [row] = goalsTable([{ ...small, theirs }]).rows;
  assertEquals(row, [
    "forest",
    "fast",
    "303",
    "100",
    "10.0 ms",
    "8.00 ms",
    "1.25 ✗",
    "30.0 ms",
    "3.00 ✗",
    "60 MB",
    "0.50",
    "0.8000 ✗",
    "0.8040",
  ]);
});

Deno.test("goalsTable() asks for memory at the most rows, for first fits where rows are few", () => {
  const [few, many] = goalsTable([small, { ...small, fit: { ...fit, rows: 30_000 } }]).rows;
  assertEquals([few[7], few[9], many[7], many[9]], ["30.0 ms", "", "", "60 MB"]);
});

Deno.test("inReach() lets go only what is slow both at first and later", () => {
  const report = { first: 1, seconds: 1, aucs: [0.8], memory: null };
  const theirs = new Map([
    ["fast", [report]],
    ["fast at first", [{ ...report, seconds: 3 }]],
    ["fast later", [{ ...report, first: 3 }]],
    ["slow", [{ ...report, first: 3, seconds: 3 }]],
  ]);
  assertEquals(inReach(theirs).toSorted(), ["fast", "fast at first", "fast later"]);
});

Deno.test("mergeFits() puts a fit in the place of the same one measured before", () => {
  const again = { ...small, ours: { ...side, seconds: 7 } };
  assertEquals(mergeFits([small, large], [again]), [again, large]);
});

const turn = { seconds: 2, memory: 1e8, found: "AUC 0.8" };
const scoredFile: MeasuredFile = {
  job: "score",
  rows: 100_000,
  ours: [turn, { ...turn, seconds: 8, memory: 3e8 }, { ...turn, seconds: 4 }],
  theirs: [{ ...turn, seconds: 2, found: "AUC 0.7" }],
};

Deno.test("filesTable() divides medians and shows the most memory of any turn", () => {
  assertEquals(filesTable([scoredFile]).rows, [[
    ...["score", "pandas, scikit-learn", "100,000", "3", "4.00 s", "2.00 s", "2.00 ✗"],
    ...["300 MB", "100 MB", "AUC 0.8", "AUC 0.7"],
  ]]);
});

Deno.test("filesTable() says where theirs ran out of memory, and shows ours alone without a Python", () => {
  const [full, alone] = filesTable([{ ...scoredFile, theirs: null }, {
    ...scoredFile,
    theirs: [],
  }]).rows;
  assertEquals([full[5], full[6], full[8]], ["out of memory", "–", "out of memory"]);
  assertEquals([alone[5], alone[6], alone[8]], ["–", "–", "–"]);
});

Deno.test("mergeFiles() keeps what was measured of other sizes, in order", () => {
  const large = { ...scoredFile, rows: 1_000_000 }, again = { ...scoredFile, theirs: [] };
  assertEquals(mergeFiles([large, scoredFile], [again]), [again, large]);
});

Deno.test("writeMadeUpRows() writes numbers with four decimals, rounded", async () => {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await writeMadeUpRows(path, 500);
    const [header, ...rows] = (await Deno.readTextFile(path)).trimEnd().split("\n");
    assertEquals([header.split(",").length, rows.length], [21, 500]);
    const random = seeded(1);
    for (const row of rows) {
      const cells = row.split(",");
      for (const cell of cells.slice(0, 20)) {
        assertMatch(cell, /^-?\d\.\d{4}$/);
        assertAlmostEquals(Number(cell), random.normal(), 0.50001e-4);
      }
      assertMatch(cells[20], /^(yes|no)$/);
      random.uniform();
    }
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("updateReadme() writes between its marks, and refuses a README without them", () => {
  const results = { measuredOn: "two cores", fits: [{ ...small, load: 0 }], sections: {} };
  const marks =
    "a\n<!-- written by `deno task bench --readme` -->\nold\n<!-- until here: bench -->\nb";
  const written = updateReadme(marks, results);
  assertStringIncludes(written, "Measured on two cores.");
  assertStringIncludes(written, "| forest  | RandomForest  |");
  assertEquals(written.includes("old"), false);
  assertEquals(written.includes("busy"), false);
  const busy = { ...results, fits: [{ ...small, load: 1000 }] };
  assertStringIncludes(updateReadme(marks, busy), "Measured on two cores. The machine was busy");
  assertEquals(updateReadme(written, results), written);
  const [whole, part] = updateReadme(marks, {
    ...results,
    files: [{ ...scoredFile, load: 1000 }],
  }).split("A CSV file of any size");
  assertEquals([whole.includes("busy"), part.includes("load 1000")], [false, true]);
  assertStringIncludes(part, "| score | pandas, scikit-learn | 100,000 |");
  assertThrows(() => updateReadme("# Heartbook", results), SyntaxError, "README: expected");
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
  const table = textTable(jobTable({
    ours: [turn(1, 0.81), turn(9, 0.81), turn(2, 0.81)],
    pipe: [turn(20, 0.8)],
    lean: [],
  }));
  assertStringIncludes(
    table.replace(/ {2,}/g, "|"),
    "tree|2.00 s|20.0 s|–|0.10|–|0.0100|–",
  );
});

Deno.test("findPython() refuses a named Python that lacks a library", async () => {
  const wish = { folder: "", tell: () => {}, run: () => Promise.resolve("failed" as const) };
  await assertRejects(() => findPython({ ...wish, named: "python2" }), RangeError, "python2");
});

Deno.test("findPython() says why there is none, and that ours goes on alone", async () => {
  const told: string[] = [];
  const found = await findPython({
    folder: ".cache/bench-python",
    tell: (text) => told.push(text),
    run: () => Promise.resolve("missing"),
    named: undefined,
  });
  assertEquals(found, null);
  assertStringIncludes(told.join(" "), "only our side is measured");
});

Deno.test("findPython() fills an environment of its own where there is none", async () => {
  const folder = ".cache/bench-python", ran: string[] = [];
  const found = await findPython({
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

Deno.test("linesOf() joins lines that come in parts, and gives the last one without its end", async () => {
  const parts = ["one\nt", "w", "o\n\nlast"].map((part) => new TextEncoder().encode(part));
  assertEquals(await Array.fromAsync(linesOf(ReadableStream.from(parts))), [
    "one",
    "two",
    "",
    "last",
  ]);
});
