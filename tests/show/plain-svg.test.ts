import { assertEquals, assertStringIncludes } from "@std/assert";
import { simplify } from "heartbook/show/plain-svg.ts";
import { readSvg, writeSvg } from "heartbook/show/svg.ts";

function simplified(inside: string): string {
  const root = readSvg(`<svg>${inside}</svg>`);
  simplify(root);
  return writeSvg(root).slice("<svg>".length, -"</svg>".length);
}

Deno.test("simplify() writes lines in tenths of a pixel and relative steps", () => {
  assertEquals(simplified('<path d="M0,0L10.04,5.06L10.04,0"/>'), '<path d="M0 0l10 5.1v-5.1"/>');
});

Deno.test("simplify() leaves out stops on a straight way, but not a turn back", () => {
  assertEquals(simplified('<path d="M0,0L5,0L9,0L9,4"/>'), '<path d="M0 0h9v4"/>');
  assertEquals(simplified('<path d="M0,0L9,0L5,0"/>'), '<path d="M0 0h9-4"/>');
});

Deno.test("simplify() goes on from the last stop, whichever command led there", () => {
  assertEquals(simplified('<path d="M0,0L5,5H9V2H3L4,4"/>'), '<path d="M0 0l5 5h4v-3h-6l1 2"/>');
  assertEquals(simplified('<path d="M1,1L1,1"/>'), '<path d="M1 1h0"/>');
});

Deno.test("simplify() keeps gaps, closed outlines and curves", () => {
  assertEquals(simplified('<path d="M1,1L2,2M3,3L4,3L4,4Z"/>'), '<path d="M1 1l1 1M3 3h1v1z"/>');
  assertEquals(simplified('<path d="M1,1C2.001,2,3,3,4,4"/>'), '<path d="M1,1C2,2,3,3,4,4"/>');
});

Deno.test("simplify() makes one path of squares of one look", () => {
  const square = (x: number, fill: string) =>
    `<path transform="translate(${x},20)" d="M-4,-4h8v8h-8Z" fill="${fill}"/>`;
  assertEquals(
    simplified(`<g>${square(10, "red")}${square(20, "red")}${square(30, "blue")}</g>`),
    '<g><path d="M6 16h8v8h-8zm10 0h8v8h-8z" fill="red"/><path d="M26 16h8v8h-8z" fill="blue"/></g>',
  );
});

Deno.test("simplify() makes one path of dots of one look, with a dot at each corner", () => {
  const dots =
    '<circle r="2" cx="1" cy="1"/><circle r="2" cx="5" cy="1"/><circle r="2" cx="5" cy="9"/>';
  const id = "0_5_2_none_red";
  const style = `fill:none;stroke:#000;stroke-opacity:0;marker-mid:url(#${id})`;
  assertEquals(
    simplified(`<g fill="red" fill-opacity="0.5">${dots}</g>`),
    `<g fill="red" fill-opacity="0.5"><g><marker id="${id}" markerUnits="userSpaceOnUse" ` +
      'overflow="visible"><circle fill="red" fill-opacity="0.5" r="2" stroke="none"/></marker>' +
      `<path d="M1 1h0h4v8h0" style="${style}"/></g></g>`,
  );
});

Deno.test("simplify() joins dots stripe by stripe, down the first and up the next, or row by row where that is shorter", () => {
  const joined = (places: readonly (readonly [number, number])[]): string =>
    / d="(M[^"]*)"/.exec(simplified(
      `<g fill="red">${places.map(([x, y]) => `<circle r="2" cx="${x}" cy="${y}"/>`).join("")}</g>`,
    ))![1];
  assertEquals(
    joined([[40, 7], [2, 90], [40, 90], [1, 7], [2, 50], [41, 50]]),
    "M1 7h0l1 43v40h38l1-40-1-43h0",
  );
  const rows = [1, 9].flatMap((y) => [1, 2, 4, 5, 7, 8].map((x) => [x, y] as const));
  assertEquals(joined(rows), "M1 1h0h1h2h1h2h1l-7 8h1h2h1h2h1h0");
});

Deno.test("simplify() makes one path of lines of one look and direction, each drawn by itself", () => {
  const lines = (to: number): string =>
    Array.from({ length: 8 }, (_, i) => `<line x1="${i}" x2="${i}" y1="20" y2="${to}"/>`).join("");
  const svg = simplified(`<g stroke="red" stroke-opacity="0.5">${lines(11)}${lines(29)}</g>`);
  assertEquals(svg.split("<marker ").length - 1, 2);
  assertEquals([...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id), [
    "0_5_M0_0l0-9_red",
    "0_5_M0_0l0_9_red",
  ]);
  assertEquals([...svg.matchAll(/ d="(M\d+ 20[^"]*)"/g)].map(([, d]) => d), [
    "M0 20h0h1h1h1h1h1h1h1h0",
    "M0 20h0h1h1h1h1h1h1h1h0",
  ]);
});

Deno.test("simplify() gives a line no fill, which it could not have", () => {
  const lines = '<line x1="1" x2="1" y1="0" y2="9"/>'.repeat(8);
  const svg = simplified(`<g fill="blue" fill-opacity="0.5" stroke="red">${lines}</g>`);
  assertStringIncludes(svg, '<path d="M0 0l0 9" stroke="red"/></marker>');
});

Deno.test("simplify() leaves a few lines as they are", () => {
  const lines = '<line x1="1" x2="1" y1="0" y2="9"/>'.repeat(7);
  assertEquals(simplified(`<g stroke="red">${lines}</g>`), `<g stroke="red">${lines}</g>`);
});

Deno.test("simplify() leaves dots alone that have an outline or another size", () => {
  const dots = '<circle cx="1" cy="1" r="2"/><circle cx="5" cy="1" r="3"/>';
  assertEquals(simplified(`<g fill="red">${dots}</g>`), `<g fill="red">${dots}</g>`);
  const outlined = dots.replace('"3"', '"2"');
  assertEquals(
    simplified(`<g fill="red" stroke="blue">${outlined}</g>`),
    `<g fill="red" stroke="blue">${outlined}</g>`,
  );
});

Deno.test("simplify() drops style sheets, tooltips and descriptions of parts", () => {
  assertEquals(
    simplified(
      '<style>a{}</style><g aria-label="dot" class="x"><text>1<title>one</title></text></g>',
    ),
    "<g><text>1</text></g>",
  );
});

Deno.test("simplify() leaves dots and lines alone that stand elsewhere than they say", () => {
  const dots = '<circle cx="1" cy="1" r="2" transform="translate(3,4)"/>'.repeat(2);
  assertEquals(simplified(`<g fill="red">${dots}</g>`), `<g fill="red">${dots}</g>`);
  const lines = '<line transform="translate(3,4)" x1="1" x2="1" y1="0" y2="9"/>'.repeat(8);
  assertEquals(simplified(`<g stroke="red">${lines}</g>`), `<g stroke="red">${lines}</g>`);
});
