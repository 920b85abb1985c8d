import { assert, assertEquals } from "@std/assert";
import { drawLegend } from "heartbook/show/legend.ts";
import { childrenOf } from "heartbook/show/svg.ts";

interface Entry {
  readonly name: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly textX: number;
}

function entriesOf(names: readonly string[], width: number): { entries: Entry[]; height: number } {
  const { group, height } = drawLegend(
    Object.fromEntries(names.map((name, i) => [name, `#00000${i}`])),
    width,
  );
  const parts = childrenOf(group);
  const entries = names.map((_, i) => {
    const [swatch, text] = [parts[2 * i], parts[2 * i + 1]];
    return {
      name: text.textContent,
      colour: swatch.getAttribute("fill")!,
      x: Number(swatch.getAttribute("x")),
      y: Number(swatch.getAttribute("y")),
      textX: Number(text.getAttribute("x")),
    };
  });
  return { entries, height };
}

Deno.test("drawLegend() puts each name behind its swatch, side by side as far as the width goes", () => {
  const names = ["a", "logistic", "forest", "nearest neighbours", "boosting", "tree"];
  for (const width of [120, 200, 320, 640]) {
    const { entries, height } = entriesOf(names, width);
    assertEquals(entries.map(({ name }) => name), names);
    assertEquals(entries.map(({ colour }) => colour), names.map((_, i) => `#00000${i}`));
    const lines = Map.groupBy(entries, ({ y }) => y);
    assertEquals(height, 20 * lines.size);
    for (const line of lines.values()) {
      assertEquals(line[0].x, 4, "a line begins at the left");
      line.forEach(({ name, x, textX }, i) => {
        assert(textX > x + 10);
        const end = textX + 6.7 * name.length;
        if (i > 0) assert(end <= width + 0.01, `${name} ends at ${end} of ${width}`);
        if (i + 1 < line.length) assert(line[i + 1].x > end, "names do not meet the next swatch");
      });
    }
    // A line goes on as long as the next name still fits.
    const all = [...lines.values()];
    all.slice(1).forEach(([first], k) => {
      const last = all[k].at(-1)!;
      const end = last.textX + 6.7 * last.name.length + 18 + 16 + 6.7 * first.name.length;
      assert(end > width, `${first.name} would have fitted behind ${last.name}`);
    });
  }
});

Deno.test("drawLegend() leaves a name that is too long for a line on its line, alone", () => {
  const { entries, height } = entriesOf(["a very long name indeed", "b"], 60);
  assertEquals([entries[0].x, entries[0].y, entries[1].x], [4, 2, 4]);
  assertEquals([entries[1].y - entries[0].y, height], [20, 40]);
});
