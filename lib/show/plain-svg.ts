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

/** Straight steps from a place through others, in relative commands. */
function writeSteps({ x: atX, y: atY }: Point, others: readonly Point[]): string {
  let last = "";
  return others.map(({ x, y }) => {
    const [dx, dy] = [x - atX, y - atY];
    [atX, atY] = [x, y];
    const [command, step] = dy === 0
      ? ["h", writeTenths(dx)]
      : dx === 0
      ? ["v", writeTenths(dy)]
      : ["l", writePair(dx, dy)];
    // A command holds until the next one, and a minus parts two numbers as well as a letter does.
    const written = command === last && step.startsWith("-") ? step : command + step;
    last = command;
    return written;
  }).join("");
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
 * The same places in an order of short steps: up one stripe and down the next, or row by row where
 * many share a height. Marks of one look lie on each other in any order alike.
 */
function shortTours(places: readonly Point[]): Point[][] {
  const stripe = ({ x }: Point): number => Math.floor(x / STRIPE);
  return [
    places.toSorted((a, b) =>
      stripe(a) - stripe(b) || (stripe(a) % 2 === 0 ? a.y - b.y : b.y - a.y) || a.x - b.x
    ),
    places.toSorted((a, b) => a.y - b.y || a.x - b.x),
  ];
}

/** One path with a corner at each of these places. */
function joinPlaces([first, ...others]: readonly Point[]): string {
  // A stop more at each end, so that the places themselves are all in the middle.
  return `M${writePair(first.x, first.y)}h0${writeSteps(first, others)}h0`;
}

/** The shortest path through places in an order that does not matter. */
function tourPlaces(places: readonly Point[]): string {
  const [one, other] = shortTours(places).map(joinPlaces);
  return one.length <= other.length ? one : other;
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
    // A lone point is drawn by a round cap, which needs a line of no length.
    const steps = writeSteps(first, rest) || "h0";
    return `M${writePair(first.x, first.y)}${steps}${closed ? "z" : ""}`;
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

/** What a mark looks like and where it stands, in tenths of a pixel. */
interface Stamp {
  readonly at: Point;
  /** What draws it at the origin, with all of its look. */
  readonly name: "circle" | "path";
  readonly attributes: Readonly<Record<string, string>>;
}

/** What marks inherit from the groups that they stand in, and what makes up their look. */
type Look = Readonly<Record<string, string>>;

const LOOK = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-width",
];

/** The look of a part that stands in one of the given look. */
function lookOf(part: SvgElement, outside: Look): Look {
  const own = LOOK.flatMap((name) => {
    const value = part.getAttribute(name);
    return value === null ? [] : [[name, value]];
  });
  return { ...outside, ...Object.fromEntries(own) };
}

const isDrawn = (paint: string | undefined): boolean => paint !== undefined && paint !== "none";

/** A filled dot or a straight line, as it would stand at the origin; `undefined` for other marks. */
function toStamp(mark: SvgElement, outside: Look): Stamp | undefined {
  const read = (name: string): number => tenth(Number(mark.getAttribute(name)));
  if (mark.getAttribute("transform") !== null) return undefined;
  if (mark.localName === "circle") {
    const { fill, "fill-opacity": opacity, stroke } = lookOf(mark, outside);
    if (!isDrawn(fill) || isDrawn(stroke)) return undefined;
    const look = { fill, r: mark.getAttribute("r")!, stroke: "none" };
    const attributes = opacity === undefined ? look : { ...look, "fill-opacity": opacity };
    return { at: { x: read("cx"), y: read("cy") }, name: "circle", attributes };
  }
  if (mark.localName === "line") {
    const { "stroke-dasharray": dashes, fill: _, "fill-opacity": __, ...look } = lookOf(
      mark,
      outside,
    );
    // A dashed line is many marks in one already.
    if (dashes !== undefined || !isDrawn(look.stroke)) return undefined;
    const [x, y] = [read("x1"), read("y1")];
    const d = `M0 0l${writePair(read("x2") - x, read("y2") - y)}`;
    return { at: { x, y }, name: "path", attributes: { d, ...look } };
  }
  return undefined;
}

/** Fewer are smaller as they are: a path with a marker has a price of its own. */
const FEWEST: Readonly<Record<string, number>> = { circle: 2, line: 8 };

/**
 * Neighbours of one look become the corners of one path, each of them with a marker: every mark is
 * still drawn by itself, so that those on top of each other look darker.
 */
function mergeStamps(
  parent: SvgElement,
  { known, look }: { readonly known: Set<string>; readonly look: Look },
): void {
  const marks = childrenOf(parent);
  const stamps = new Map(
    marks.flatMap((mark) => {
      const stamp = toStamp(mark, look);
      return stamp === undefined
        ? []
        : [[mark, { ...stamp, key: JSON.stringify(stamp.attributes) }]];
    }),
  );
  for (const run of runsOf(marks, (mark) => stamps.get(mark)?.key)) {
    const stamp = stamps.get(run[0]);
    if (stamp === undefined || run.length < FEWEST[run[0].localName]) continue;
    // Two drawings on one page may share a name only where they share the look.
    const id = Object.values(stamp.attributes).toSorted().join("_")
      .replace(/[^A-Za-z0-9-]/g, "_");
    const marker = element(
      "marker",
      { id, overflow: "visible", markerUnits: "userSpaceOnUse" },
      element(stamp.name, stamp.attributes),
    );
    // The line itself is not seen, but resvg leaves out the marks of a path without any.
    const style = `fill:none;stroke:#000;stroke-opacity:0;marker-mid:url(#${id})`;
    const places = run.map((mark) => stamps.get(mark)!.at);
    const path = element("path", { d: tourPlaces(places), style });
    run[0].replaceWith(known.has(id) ? path : element("g", {}, marker, path));
    known.add(id);
    for (const mark of run.slice(1)) mark.remove();
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
  simplifyPart(root, { known: new Set(), outside: {} });
}

/** @param known Names of the markers that the drawing holds so far. */
function simplifyPart(
  root: SvgElement,
  { known, outside }: { readonly known: Set<string>; readonly outside: Look },
): void {
  const look = lookOf(root, outside);
  for (const { name, value } of Array.from(root.attributes)) {
    if (NEEDLESS.test(name)) root.removeAttribute(name);
    else if (name === "d") root.setAttribute(name, shortenPath(value));
    else if (COORDINATES.test(name)) root.setAttribute(name, roundNumbers(value));
  }
  for (const part of childrenOf(root)) {
    if (part.localName === "style" || part.localName === "title") part.remove();
    else simplifyPart(part, { known, outside: look });
  }
  mergeSquares(root);
  mergeStamps(root, { known, look });
}
