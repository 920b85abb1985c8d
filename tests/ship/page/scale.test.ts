import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { DOMParser } from "linkedom";
import { heartSchema } from "heartbook/heart/heart.ts";
import { probabilityScale, zoneEnds } from "heartbook/ship/page/scale.ts";

type File = Parameters<typeof probabilityScale>[0];

const referring = { refer: { low: 0.1, high: 0.9 }, threshold: { value: 0.4 } } as unknown as File;
const plain = { threshold: { value: 0.4 } } as unknown as File;

interface Drawn {
  readonly zones: { readonly kind: string; readonly from: number; readonly width: number }[];
  readonly names: { readonly text: string; readonly at: number }[];
  readonly sure?: readonly [from: number, width: number];
  readonly mark: { readonly at: number; readonly text: string; readonly anchor: string };
}

async function draw(file: File, marked: Parameters<typeof probabilityScale>[1]): Promise<Drawn> {
  const html = String(await probabilityScale(file, marked));
  const document = new DOMParser().parseFromString(html, "text/html");
  const number = (node: { getAttribute: (name: string) => string | null }, name: string): number =>
    parseFloat(node.getAttribute(name)!);
  const sure = document.querySelector(".sure");
  const mark = document.querySelector(".mark")!;
  return {
    zones: [...document.querySelectorAll(".zone")].map((zone) => ({
      kind: zone.getAttribute("class")!.replace("zone ", ""),
      from: number(zone, "x"),
      width: number(zone, "width"),
    })),
    names: [...document.querySelectorAll(".name")].map((name) => ({
      text: name.textContent!,
      at: number(name, "x"),
    })),
    ...(sure === null ? {} : { sure: [number(sure, "x"), number(sure, "width")] as const }),
    mark: {
      at: number(mark, "x"),
      text: mark.querySelector("text")!.textContent!,
      anchor: mark.querySelector("text")!.getAttribute("text-anchor")!,
    },
  };
}

Deno.test("probabilityScale() has three zones where the model refers, and two where it does not", async () => {
  assertEquals((await draw(referring, { p: 0.5 })).zones, [
    { kind: "well", from: 0, width: 10 },
    { kind: "refer", from: 10, width: 80 },
    { kind: "ill", from: 90, width: 10 },
  ]);
  assertEquals((await draw(plain, { p: 0.5 })).zones, [
    { kind: "well", from: 0, width: 40 },
    { kind: "ill", from: 40, width: 60 },
  ]);
  assertEquals(zoneEnds(plain), { low: 0.4, high: 0.4 });
  assertEquals(zoneEnds(referring), { low: 0.1, high: 0.9 });
});

Deno.test("probabilityScale() names a zone in its middle, if it has room for the name", async () => {
  const { names } = await draw(plain, { p: 0.5 });
  assertEquals(names.map(({ at }) => at), [20, 70]);
  assertEquals(names[1].text, "call diseased");
  const wide = await draw(referring, { p: 0.5 });
  assertEquals(wide.names.map(({ at }) => at), [50]);
  const just = { refer: { low: 0.12, high: 0.9 }, threshold: { value: 0.4 } } as unknown as File;
  assertEquals((await draw(just, { p: 0.5 })).names.map(({ at }) => at), [6, 51]);
  const schema = { ...heartSchema, outcome: { ...heartSchema.outcome, positive: "<died>" } };
  const dead = await draw({ ...plain, schema }, { p: 0.5 });
  assert(dead.names[1].text.startsWith("call "));
});

Deno.test("probabilityScale() marks the probability in words that stay on the page", async () => {
  const marks = await Promise.all(
    [0, 0.05, 0.1, 0.5, 0.9, 0.95, 0.999].map(async (p) => (await draw(plain, { p })).mark),
  );
  assertEquals(marks.map(({ at }) => at), [0, 5, 10, 50, 90, 95, 99.9]);
  assertEquals(marks.map(({ text }) => text), [
    ...["0 %", "5 %", "10 %", "50 %", "90 %", "95 %", "over 99 %"],
  ]);
  assertEquals(marks.map(({ anchor }) => anchor), [
    ...["start", "start", "middle", "middle", "middle", "end", "end"],
  ]);
});

Deno.test("probabilityScale() draws the interval from its low to its high end, or none", async () => {
  const { sure } = await draw(plain, { p: 0.5, interval: { low: 0.25, high: 0.75 } });
  assertAlmostEquals(sure![0], 25, 1e-9);
  assertAlmostEquals(sure![1], 50, 1e-9);
  assertEquals((await draw(plain, { p: 0.5 })).sure, undefined);
});
