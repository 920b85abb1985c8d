/** What goes to a notebook, heard by a kernel that only listens. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as Plot from "@observablehq/plot";
import { chart } from "heartbook/show/chart.ts";
import { progress } from "heartbook/show/progress.ts";
import { inNotebook, show } from "heartbook/show/show.ts";
import { claim, say } from "heartbook/show/words.ts";

interface Heard {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: Readonly<Record<string, string>>;
}

/** Runs with a kernel in reach, and tells what it was sent. */
async function listen(work: () => Promise<void>): Promise<Heard[]> {
  const heard: Heard[] = [];
  const kernel = {
    display: () => {},
    broadcast: (type: string, content: Omit<Heard, "type">): Promise<void> => {
      heard.push({ type, ...content });
      return Promise.resolve();
    },
  };
  // Deno's own throws outside a kernel; assigned, it is what it is told to be.
  (Deno as unknown as { jupyter: unknown }).jupyter = kernel;
  try {
    await work();
  } finally {
    (Deno as unknown as { jupyter: unknown }).jupyter = {};
  }
  return heard;
}

/** What is written on the terminal meanwhile. */
async function printed(work: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string): void => void lines.push(line);
  try {
    await work();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("inNotebook() is true where a kernel can display, and nowhere else", async () => {
  assertEquals(inNotebook(), false);
  await listen(() => Promise.resolve(assertEquals(inNotebook(), true)));
  assertEquals(inNotebook(), false);
});

Deno.test("show() sends text as one new output, and waits until it is on its way", async () => {
  const start = performance.now();
  const heard = await listen(() => show("303 patients"));
  assert(performance.now() - start >= 7);
  assertEquals(heard, [
    { type: "display_data", data: { "text/plain": "303 patients" }, metadata: {}, transient: {} },
  ]);
});

Deno.test("show() puts an output in the place of another where it is told which", async () => {
  const heard = await listen(async () => {
    await show("one", { display_id: "here" });
    await show("two", { display_id: "here", update: true });
  });
  assertEquals(heard.map(({ type, transient, data }) => [type, transient, data["text/plain"]]), [
    ["display_data", { display_id: "here" }, "one"],
    ["update_display_data", { display_id: "here" }, "two"],
  ]);
});

Deno.test("show() sends a chart as its finding, its two pictures and what is below", async () => {
  const marks = [Plot.dot([[1, 2]])];
  const drawn = chart({ marks, width: 200, height: 100 }, {
    title: "A *finding*",
    about: "A dot.",
  });
  const below = { "text/plain": "below" };
  const heard = await listen(() => show({ ...drawn, below }));
  assertEquals(heard.map(({ data }) => Object.keys(data).toSorted()), [
    ["text/markdown", "text/plain"],
    ["image/png", "image/svg+xml", "text/plain"],
    ["text/plain"],
  ]);
  assertEquals(heard[0].data, {
    "text/markdown": "**A \\*finding\\***",
    "text/plain": "A *finding*",
  });
  assertStringIncludes(heard[1].data["image/svg+xml"], "<svg ");
  const { width, height } = heard[1].metadata["image/png"] as Record<string, number>;
  assert(width > 200 && height > 100 && width < 260 && height < 160, `${width} × ${height}`);
  const bytes = Uint8Array.fromBase64(heard[1].data["image/png"]);
  assertEquals([...bytes.slice(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
});

Deno.test("show() prints on a terminal, what is below on a line of its own", async () => {
  const lines = await printed(async () => {
    await show({ "text/plain": "a", "text/html": "<b>a</b>", below: { "text/plain": "b" } });
    await show("c");
  });
  assertEquals(lines, ["a\nb", "c"]);
});

Deno.test("say and claim() show Markdown, a claim with its tick", async () => {
  const heard = await listen(async () => {
    await say`Of ${303} patients, ${0.25}.`;
    await claim("A beats B", true);
  });
  assertEquals(heard.map(({ data }) => data), [
    { "text/markdown": "Of 303 patients, 0.250.", "text/plain": "Of 303 patients, 0.250." },
    { "text/markdown": "✓ A beats B", "text/plain": "✓ A beats B" },
  ]);
});

Deno.test("progress() draws one bar in place, ten times a second at most, and takes it away", async () => {
  const { now } = performance;
  let time = 1000;
  performance.now = () => time;
  try {
    const heard = await listen(async () => {
      const draw = progress("folds <of> 4");
      for (const [done, at] of [[0, 0], [1, 99], [2, 100], [3, 1500], [3, 1599], [4, 1600]]) {
        time = 1000 + at;
        await draw(done, 4);
      }
    });
    assertEquals(heard.map(({ type }) => type), [
      "display_data",
      ...["update_display_data", "update_display_data", "update_display_data"],
    ]);
    assertEquals(new Set(heard.map(({ transient }) => transient.display_id)).size, 1);
    assertEquals(heard.map(({ data }) => data["text/plain"]), [
      "folds <of> 4: 0 of 4",
      // A tenth of a second for two: as long for the two that are left.
      "folds <of> 4: 2 of 4, 1 s left",
      "folds <of> 4: 3 of 4, 1 s left",
      "",
    ]);
    assertStringIncludes(
      heard[1].data["text/html"],
      '<progress value="2" max="4"></progress> folds &lt;of&gt; 4: 2 of 4',
    );
    assertEquals(heard[3].data["text/html"], "");
    const slow = await listen(async () => {
      const draw = progress("slow");
      time += 60_000;
      await draw(1, 4);
    });
    assertEquals(slow[0].data["text/plain"], "slow: 1 of 4, 180 s left");
  } finally {
    performance.now = now;
  }
});

Deno.test("progress() is silent where there is neither a kernel nor a terminal", async () => {
  assertEquals(await printed(async () => void await progress("quiet")(1, 2)), []);
});
