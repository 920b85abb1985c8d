import { assertEquals } from "@std/assert";
import { DOMParser } from "linkedom";
import { peoplePicture } from "heartbook/ship/page/people.ts";

interface Picture {
  readonly people: { readonly at: number[]; readonly kind: string; readonly shape: string }[];
  readonly box: string;
  readonly told: string;
  readonly role: string;
  /** Parts of the one shape. */
  readonly parts: number;
}

async function draw(p: number): Promise<Picture> {
  const html = String(await peoplePicture(p, { outcome: "it" }));
  const svg = new DOMParser().parseFromString(html, "text/html").querySelector("svg")!;
  const people = [...svg.querySelectorAll("use")].map((use) => ({
    at: ["x", "y"].map((name) => Number(use.getAttribute(name))),
    kind: use.getAttribute("class")!,
    shape: use.getAttribute("href")!,
  }));
  const [box, told, role] = ["viewBox", "aria-label", "role"]
    .map((name) => svg.getAttribute(name)!);
  const parts = svg.querySelectorAll("#person circle, #person path").length;
  return { people, box, told, role, parts };
}

Deno.test("peoplePicture() fills as many of a hundred as the words say, the first ones", async () => {
  for (const [p, ill, words] of [[0, 0, "0"], [0.004, 0, "fewer than 1"], [0.43, 43, "43"]]) {
    const { people, told } = await draw(Number(p));
    assertEquals(people.map(({ kind }) => kind), [
      ...new Array(Number(ill)).fill("ill"),
      ...new Array(100 - Number(ill)).fill("well"),
    ]);
    assertEquals(told, `Of 100 people, ${words} with it.`);
  }
});

Deno.test("peoplePicture() has five rows of twenty, side by side, in a picture just as large", async () => {
  const { people, box, role, parts } = await draw(0.5);
  assertEquals(people.map(({ at }) => at), [
    ...Array.from({ length: 100 }, (_, i) => [22 * (i % 20), 44 * Math.floor(i / 20)]),
  ]);
  assertEquals(box, "0 0 440 220");
  // Each is the one shape, which is drawn within its place.
  assertEquals(new Set(people.map(({ shape }) => shape)), new Set(["#person"]));
  assertEquals([role, parts], ["img", 2]);
});
