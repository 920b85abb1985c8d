import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { DOMParser } from "linkedom";
import type { Explanation } from "heartbook/explain/shap.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { toSteps, waterfall } from "heartbook/ship/page/waterfall.ts";
import { logit, sigmoid } from "heartbook/stats/log-odds.ts";

const row = { age: 63, sex: "male", chol: 233, thal: null };
const patient = { schema: heartSchema, row };

function explanation(
  unit: Explanation["unit"],
  base: number,
  values: Readonly<Record<string, number>>,
): Explanation {
  const contributions = Object.entries(values).map(([feature, value]) => ({ feature, value }));
  return {
    unit,
    base,
    contributions,
    prediction: contributions.reduce((sum, { value }) => sum + value, base),
  };
}

interface Drawn {
  readonly bars: { readonly left: number; readonly right: number; readonly kind: string }[];
  readonly marks: { readonly at: number; readonly words: string }[];
  readonly lines: number[][];
  readonly ends: string[];
  readonly text: string;
}

async function draw(told: Explanation): Promise<Drawn> {
  const html = String(await waterfall(told, patient));
  const document = new DOMParser().parseFromString(html, "text/html");
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  return {
    bars: all("rect").map((rect) => {
      const [left, width] = ["x", "width"].map((name) => Number(rect.getAttribute(name)));
      return { left, right: left + width, kind: rect.getAttribute("class")! };
    }),
    lines: all(".step svg").map((svg) =>
      [...svg.querySelectorAll(".mark")].map((mark) => parseFloat(mark.getAttribute("d")!.slice(1)))
    ),
    marks: all("text").map((mark) => ({
      at: parseFloat(mark.getAttribute("x")!),
      words: mark.textContent!,
    })),
    ends: all(".end b").map((end) => end.textContent!),
    text: document.querySelector("ol")!.textContent!,
  };
}

Deno.test("waterfall() draws each step from where the one before ended, in one scale with its marks", async () => {
  for (const unit of ["log odds", "probability"] as const) {
    const base = unit === "log odds" ? -0.5 : 0.3;
    const told = explanation(unit, base, { age: 0.2, sex: 0.1, chol: -0.15 });
    const { bars, marks, lines } = await draw(told);
    const steps = toSteps(told, patient);
    const toP = (value: number): number => unit === "log odds" ? sigmoid(value) : value;
    const back = (p: number): number => unit === "log odds" ? logit(p) : p;
    // Two marks, or two ends, tell the scale.
    const ends = [base, ...steps.map(({ to }) => to)];
    const room = unit === "log odds" ? 0.4 : 0.04;
    const [low, high] = [Math.min(...ends) - room, Math.max(...ends) + room];
    const place = (value: number): number => 100 * (value - low) / (high - low);
    bars.forEach(({ left, right, kind }, i) => {
      const [from, to] = [steps[i].from, steps[i].to].map(place);
      assertAlmostEquals(left, Math.min(from, to), 0.011);
      assertAlmostEquals(right, Math.max(from, to), 0.011);
      assertEquals(kind, steps[i].value < 0 ? "well" : "ill");
    });
    assertEquals(
      marks.map(({ words }) => words),
      [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99]
        .filter((p) => place(back(p)) > 4 && place(back(p)) < 96)
        .map((p) => `${100 * p} %`),
    );
    for (const { at, words } of marks) {
      assertAlmostEquals(at, place(back(parseFloat(words) / 100)), 0.006);
    }
    for (const line of lines) assertEquals(line, marks.map(({ at }) => at));
    assertEquals(toP(base) > 0 && toP(base) < 1, true);
  }
});

Deno.test("waterfall() leaves out marks that would lie at the very edge of the picture", async () => {
  // In probability from 0 to 1, a mark of 0.05 lies at 9 of 108: inside; 0.01 at 5: inside; with
  // less room at the low end, from 0.01, it is cut.
  const marksFrom = async (base: number): Promise<string[]> =>
    (await draw(explanation("probability", base, { age: 0.9 - base }))).marks.map(({ words }) =>
      words
    );
  assertEquals(await marksFrom(0.05), ["5 %", "20 %", "50 %", "80 %"]);
  assertEquals(await marksFrom(0.06), ["20 %", "50 %", "80 %"]);
  // Even odds at the start and at the end of 9.2 and 0.8 more: at 4 and at 96 there is no room.
  for (const [length, isShown] of [[9.2, false], [9.1, true]] as const) {
    for (const base of [0, -length]) {
      const { marks } = await draw(explanation("log odds", base, { age: length }));
      assertEquals(marks.some(({ words }) => words === "50 %"), isShown, `${length} from ${base}`);
    }
  }
});

Deno.test("waterfall() keeps a step without any length visible", async () => {
  const { bars } = await draw(explanation("log odds", 0, { age: 4, sex: 1e-9 }));
  assertEquals(bars.map(({ left, right }) => Math.round(10 * (right - left)) / 10 >= 0.4), [
    true,
    true,
  ]);
});

Deno.test("waterfall() tells in words where it starts, what each step does and where it ends", async () => {
  const told = explanation("log odds", logit(0.4), { age: 0.5, thal: -0.25 });
  const { ends, text } = await draw(told);
  assertEquals(ends[0], "40 %");
  assertEquals(ends[1], `${Math.round(100 * sigmoid(logit(0.4) + 0.25))} %`);
  for (const words of ["Age: 63 years", "Thallium scan: unknown", "▲", "▼", "raises:", "lowers:"]) {
    assertStringIncludes(text, words);
  }
  assertStringIncludes(text, "the average of the training patients");
  assertStringIncludes(text, "this patient");
});

Deno.test("toSteps() gives eight features a step of their own, and those that do nothing none", () => {
  const values = Object.fromEntries(
    Array.from({ length: 11 }, (_, i) => [`x${i}`, i === 10 ? 0 : 10 - i]),
  );
  const steps = toSteps(explanation("log odds", 1, values), patient);
  assertEquals(steps.map(({ words }) => words), [
    ...["x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "3 others"],
  ]);
  assertEquals(steps.at(-1), { words: "3 others", value: 3, from: 53, to: 56 });
  const two = toSteps(explanation("log odds", 0, { age: 1, sex: 0 }), patient);
  assertEquals(two.map(({ words }) => words), ["Age: 63 years", "one other"]);
  const one = toSteps(explanation("log odds", 0, { sex: -1, chol: 2 }), patient);
  assertEquals(one.map(({ words }) => words), ["Cholesterol: 233 mg/dl", "Sex: male"]);
});
