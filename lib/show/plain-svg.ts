/** Smaller and steadier pictures: what no viewer needs goes, and many marks become one path. */
import { childrenOf, element, type SvgElement } from "./svg.ts";

const NUMBER = /-?\d*\.?\d+(?:e-?\d+)?/g;
/** Attributes that hold lengths or places. */
const COORDINATES = /^(d|x|y|x1|x2|y1|y2|cx|cy|r|rx|width|height|points|transform|dx|dy)$/;
/** What only a live page has a use for. */
const NEEDLESS = /^(aria-.*|class|font-variant|fill-rule)$/;

const tenth = (value: number): number => Math.round(value * 10);

/** "1.5", ".5", "-.5": a number of tenths in as few letters as SVG allows. */
function writeTenths(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, "$1.");
}

/** Two numbers, with a blank only where no minus parts them. */
function writePair(x: number, y: number): string {
  const second = writeTenths(y);
  return writeTenths(x) + (second.startsWith("-") ? "" : " ") + second;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One path through all these places, each the start of the same little shape. */
function repeatShape(places: readonly Point[], shape: string): string {
  let [atX, atY] = [0, 0];
  return places.map(({ x, y }, i) => {
    const step = `${i === 0 ? "M" : "m"}${writePair(x - atX, y - atY)}`;
    [atX, atY] = [x, y];
    return step + shape;
  }).join("");
}

const STRIPE = 30;

/**
 * The same places in an order of short steps, up one stripe and down the next, because short steps
 * are written in few letters. Dots of one look lie on each other in any order alike.
 */
function shortTour(places: readonly Point[]): Point[] {
  const stripe = ({ x }: Point): number => Math.floor(x / STRIPE);
  return places.toSorted((a, b) =>
    stripe(a) - stripe(b) || (stripe(a) % 2 === 0 ? a.y - b.y : b.y - a.y) || a.x - b.x
  );
}

/** One path with a corner at each of these places. */
function joinPlaces([first, ...others]: readonly Point[]): string {
  let { x: atX, y: atY } = first;
  const steps = others.map(({ x, y }) => {
    const step = writePair(x - atX, y - atY);
    [atX, atY] = [x, y];
    return step;
  });
  // A stop more at each end, so that the places themselves are all in the middle.
  const all = ["0 0", ...steps, "0 0"].join(" ").replaceAll(" -", "-");
  return `M${writePair(first.x, first.y)}l${all}`;
}

/** Places in tenths of a pixel; those of a line that lie on the way from one to the next are left out. */
function straighten(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = kept.slice(-2);
    if (last === undefined) {
      if (before?.x === point.x && before.y === point.y) continue;
    } else {
      if (last.x === point.x && last.y === point.y) continue;
      const turn = (last.x - before.x) * (point.y - last.y) -
        (last.y - before.y) * (point.x - last.x);
      const onwards = (last.x - before.x) * (point.x - last.x) +
        (last.y - before.y) * (point.y - last.y);
      if (turn === 0 && onwards > 0) kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

/** "M1,2L3,4L5,4": lines, as Plot draws them; `undefined` for a path with anything else in it. */
function readLines(
  d: string,
): { readonly points: Point[]; readonly closed: boolean }[] | undefined {
  if (!/^[MLHVZ\d.,e\s-]*$/.test(d)) return undefined;
  return d.split("M").slice(1).map((run) => {
    const points: Point[] = [];
    for (const [, command, rest] of `L${run}`.matchAll(/([LHV])([^LHVZ]*)/g)) {
      const [first, second] = rest.match(NUMBER)!.map((text) => tenth(Number(text)));
      const last = points.at(-1);
      if (command === "H") points.push({ x: first, y: last!.y });
      else if (command === "V") points.push({ x: last!.x, y: first });
      else points.push({ x: first, y: second });
    }
    return { points, closed: run.endsWith("Z") };
  });
}

/** A path of straight lines in fewer letters: tenths of a pixel, relative steps, no needless stops. */
function shortenPath(d: string): string {
  const runs = readLines(d);
  if (runs === undefined) return roundNumbers(d);
  return runs.map(({ points, closed }) => {
    const [first, ...rest] = straighten(points);
    let { x: atX, y: atY } = first;
    const steps = rest.map(({ x, y }) => {
      const [dx, dy] = [x - atX, y - atY];
      [atX, atY] = [x, y];
      if (dy === 0) return `h${writeTenths(dx)}`;
      return dx === 0 ? `v${writeTenths(dy)}` : `l${writePair(dx, dy)}`;
    });
    // A lone point is drawn by a round cap, which needs a line of no length.
    return `M${writePair(first.x, first.y)}${steps.join("") || "h0"}${closed ? "z" : ""}`;
  }).join("");
}

function roundNumbers(text: string): string {
  return text.replace(NUMBER, (number) => String(Number(Number(number).toFixed(2))));
}

/** The attributes of an element but those named, as a key. */
function keyWithout(mark: SvgElement, left: readonly string[]): string {
  return Array.from(mark.attributes).filter(({ name }) => !left.includes(name))
    .map(({ name, value }) => `${name}=${value}`).toSorted().join(" ");
}

/** Where a translated square starts, and the rest of its outline; `undefined` for other marks. */
function readSquare(mark: SvgElement): { at: Point; outline: string } | undefined {
  if (mark.localName !== "path") return undefined;
  const shift = mark.getAttribute("transform")?.match(/^translate\(([^,]+),([^,)]+)\)$/);
  const shape = mark.getAttribute("d")?.match(/^M([^,]+),([^h]+)(h[\d.]+v[\d.]+h-[\d.]+)Z$/);
  if (!shift || !shape) return undefined;
  const at = { x: tenth(+shift[1] + +shape[1]), y: tenth(+shift[2] + +shape[2]) };
  return { at, outline: roundNumbers(shape[3]) };
}

/** Runs of neighbours that agree in a key. */
function runsOf(
  marks: readonly SvgElement[],
  keyOf: (mark: SvgElement) => string | undefined,
): SvgElement[][] {
  const runs: SvgElement[][] = [];
  let last: string | undefined;
  for (const mark of marks) {
    const key = keyOf(mark);
    if (key !== undefined && key === last) runs.at(-1)!.push(mark);
    else runs.push([mark]);
    last = key;
  }
  return runs;
}

/** Squares of one look become one path. After each the pen is back at its start. */
function mergeSquares(parent: SvgElement): void {
  const keyOf = (mark: SvgElement): string | undefined => {
    const square = readSquare(mark);
    return square && square.outline + keyWithout(mark, ["transform", "d"]);
  };
  for (const [first, ...others] of runsOf(childrenOf(parent), keyOf)) {
    const square = readSquare(first);
    if (square === undefined) continue;
    const places = [square, ...others.map((mark) => readSquare(mark)!)].map(({ at }) => at);
    first.removeAttribute("transform");
    first.setAttribute("d", repeatShape(places, `${square.outline}z`));
    for (const mark of others) mark.remove();
  }
}

/** A dot that can be put on every corner of a path, named for its look. */
function toMarker(dot: SvgElement, fill: string): SvgElement {
  const look = ["r", "fill-opacity"].flatMap((name) => {
    const value = dot.getAttribute(name);
    return value === null ? [] : [[name, value]];
  });
  const shape = element("circle", { ...Object.fromEntries(look), fill, stroke: "none" });
  // Two drawings on one page may share a name only where they share the look.
  const id = `dot ${fill} ${look.join(" ")}`.replace(/[^A-Za-z0-9]+/g, "-");
  return element("marker", { id, overflow: "visible", markerUnits: "userSpaceOnUse" }, shape);
}

/** Filled dots of one look become the corners of one path; each is still drawn by itself. */
function mergeDots(parent: SvgElement, known: Set<string>): void {
  const inherited = (mark: SvgElement, name: string): string | null =>
    mark.getAttribute(name) ?? parent.getAttribute(name);
  const keyOf = (mark: SvgElement): string | undefined => {
    const filled = !["none", null].includes(inherited(mark, "fill"));
    const stroked = !["none", null].includes(inherited(mark, "stroke"));
    return mark.localName === "circle" && filled && !stroked
      ? keyWithout(mark, ["cx", "cy"])
      : undefined;
  };
  for (const [first, ...others] of runsOf(childrenOf(parent), keyOf)) {
    if (others.length === 0) continue;
    const places = shortTour([first, ...others].map((mark) => ({
      x: tenth(Number(mark.getAttribute("cx"))),
      y: tenth(Number(mark.getAttribute("cy"))),
    })));
    const opacity = inherited(first, "fill-opacity");
    if (opacity !== null) first.setAttribute("fill-opacity", opacity);
    const marker = toMarker(first, inherited(first, "fill")!);
    const id = marker.getAttribute("id")!;
    // The line itself is not seen, but resvg leaves out the dots of a path without any.
    const style = `fill:none;stroke:#000;stroke-opacity:0;marker-mid:url(#${id})`;
    const path = element("path", { d: joinPlaces(places), style });
    first.replaceWith(known.has(id) ? path : element("g", {}, marker, path));
    known.add(id);
    for (const mark of others) mark.remove();
  }
}

/**
 * A drawing without what no viewer of a still picture needs: style sheets, classes, tooltips,
 * descriptions of parts. Coordinates are to a tenth of a pixel where they make up lines and many
 * marks, which nobody sees and which is the same on every processor.
 *
 * @param root Changed in place.
 */
export function simplify(root: SvgElement): void {
  simplifyPart(root, new Set());
}

/** @param markers Names of those that the drawing holds so far. */
function simplifyPart(root: SvgElement, markers: Set<string>): void {
  for (const { name, value } of Array.from(root.attributes)) {
    if (NEEDLESS.test(name)) root.removeAttribute(name);
    else if (name === "d") root.setAttribute(name, shortenPath(value));
    else if (COORDINATES.test(name)) root.setAttribute(name, roundNumbers(value));
  }
  for (const part of childrenOf(root)) {
    if (part.localName === "style" || part.localName === "title") part.remove();
  }
  for (const part of childrenOf(root)) simplifyPart(part, markers);
  mergeSquares(root);
  mergeDots(root, markers);
}
