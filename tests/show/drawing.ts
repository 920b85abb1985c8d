/** A drawing read back from its SVG: what stands where, in its own pixels and by its own axes. */
import { assert, assertEquals } from "@std/assert";
import { DOMParser } from "linkedom";
import type { Bundle } from "heartbook/show/bundle.ts";
import { guideColour } from "heartbook/show/palette.ts";

/** One thing drawn. */
export interface Drawn {
  readonly kind: "text" | "circle" | "line" | "path" | "rect";
  /** The middle of a circle, where a text stands, the first point of all others. */
  readonly x: number;
  readonly y: number;
  /** Every corner, in order; of a rectangle and a line both ends. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly text: string;
  readonly radius: number;
  /** With what it inherits: fill, stroke, stroke-width, text-anchor, font-size and so on. */
  readonly style: Readonly<Record<string, string>>;
}

/** What a drawing holds. */
export interface Drawing {
  readonly box: { readonly left: number; readonly top: number; right: number; bottom: number };
  readonly all: readonly Drawn[];
}

// deno-lint-ignore no-explicit-any -- linkedom's elements have no types of their own
type Node = any;

const INHERITED = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"],
  ...["text-anchor", "font-size", "font-weight", "opacity", "clip-path"],
];

/** The corners of a path of straight lines, as `M`, `L`, `H`, `V` and `Z` in either case tell. */
function cornersOf(path: string): [number, number][] {
  const corners: [number, number][] = [];
  let x = 0, y = 0, begin: [number, number] = [0, 0];
  for (const [, letter, rest] of path.matchAll(/([a-z])([^a-z]*)/gi)) {
    const numbers = [...rest.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/g)].map(Number);
    const isRelative = letter === letter.toLowerCase();
    const put = (to: readonly [number, number]): void => {
      [x, y] = to;
      corners.push([x, y]);
    };
    switch (letter.toUpperCase()) {
      case "H":
        for (const each of numbers) put([isRelative ? x + each : each, y]);
        break;
      case "V":
        for (const each of numbers) put([x, isRelative ? y + each : each]);
        break;
      case "Z":
        put(begin);
        break;
      default: {
        // Of a curve the last two numbers of each piece are where it leads.
        const size = { M: 2, L: 2, C: 6, Q: 4, S: 4, T: 2, A: 7 }[letter.toUpperCase()] ?? 2;
        for (let i = size - 2; i + 1 < numbers.length; i += size) {
          const [dx, dy] = [numbers[i], numbers[i + 1]];
          put(isRelative ? [x + dx, y + dy] : [dx, dy]);
          if (letter.toUpperCase() === "M" && i === 0) begin = [x, y];
        }
      }
    }
  }
  return corners;
}

function shiftOf(node: Node): [number, number] {
  const found = /translate\(\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+))?/.exec(
    node.getAttribute("transform") ?? "",
  );
  return found === null ? [0, 0] : [Number(found[1]), Number(found[2] ?? 0)];
}

/** Whether it is a mark that is drawn however far it reaches. */
const isUncut = ({ kind, style }: Drawn): boolean =>
  kind !== "text" && style["clip-path"] === undefined;

/** Reads the picture of a chart. Throws where something else than words leaves the sheet. */
export function readDrawing(bundle: Bundle): Drawing {
  const document: Node = new DOMParser().parseFromString(
    bundle["image/svg+xml"]!,
    "image/svg+xml",
  );
  const svg: Node = document.querySelector("svg");
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const all: Drawn[] = [];

  function walk(node: Node, dx: number, dy: number, above: Record<string, string>): void {
    const [sx, sy] = shiftOf(node);
    const x = dx + sx, y = dy + sy;
    const number = (name: string): number => parseFloat(node.getAttribute(name) ?? "0");
    const style = { ...above };
    for (const name of INHERITED) {
      const own = node.getAttribute(name);
      if (own !== null) style[name] = own;
    }
    const add = (
      kind: Drawn["kind"],
      points: readonly (readonly [number, number])[],
      more: Partial<Drawn> = {},
    ): void => {
      const placed = points.map(([a, b]) => [x + a, y + b] as const);
      all.push({
        kind,
        x: placed[0][0],
        y: placed[0][1],
        points: placed,
        text: "",
        radius: 0,
        style,
        ...more,
      });
    };
    switch (node.localName) {
      case "marker":
      case "clipPath":
      case "defs":
        return;
      case "text":
        add("text", [[
          number("x"),
          (node.getAttribute("y") ?? "").endsWith("em") ? 0 : number("y"),
        ]], {
          text: node.textContent,
        });
        return;
      case "circle":
        add("circle", [[number("cx"), number("cy")]], { radius: number("r") });
        return;
      case "line":
        add("line", [[number("x1"), number("y1")], [number("x2"), number("y2")]]);
        return;
      case "rect":
        add("rect", [[number("x"), number("y")], [
          number("x") + number("width"),
          number("y") + number("height"),
        ]]);
        return;
      case "path": {
        const corners = cornersOf(node.getAttribute("d") ?? "");
        const marker = /marker-mid:url\(#([^)]+)\)/.exec(node.getAttribute("style") ?? "")?.[1];
        if (corners.length === 0) return;
        if (marker === undefined) {
          add("path", corners);
          return;
        }
        // Copies of one shape at all corners but the first and the last.
        const shapes = [...svg.querySelectorAll("marker")].find((each: Node) =>
          each.getAttribute("id") === marker
        );
        for (const [cx, cy] of corners.slice(1, -1)) {
          for (const shape of shapes.childNodes) walk(shape, x + cx, y + cy, style);
        }
        return;
      }
      default:
        for (const child of node.childNodes ?? []) walk(child, x, y, style);
    }
  }
  walk(svg, 0, 0, {});
  const drawing = { box: { left, top, right: left + width, bottom: top + height }, all };
  const lost = outside({ ...drawing, all: all.filter(isUncut) });
  if (lost.length > 0) throw new Error(`expected all on the sheet, got ${lost.join("; ")}`);
  return drawing;
}

/** The drawn things of a kind that have these properties. */
export function drawnOf(
  { all }: Drawing,
  kind: Drawn["kind"],
  wanted: Readonly<Record<string, string>> = {},
): Drawn[] {
  return all.filter((each) =>
    each.kind === kind &&
    Object.entries(wanted).every(([name, value]) => each.style[name] === value)
  );
}

const toNumber = (text: string): number =>
  Number(text.replace("−", "-").replaceAll(",", "").replace(/ ?%$/, ""));

/** The axis along x or y as its ticks tell it: from pixels to the numbers that stand beside them. */
export function axisOf(
  drawing: Drawing,
  along: "x" | "y",
  { logarithmic = false, from: least = -Infinity, to: most = Infinity }: {
    readonly logarithmic?: boolean;
    /** Only ticks from this pixel on, or up to it: those of one panel. */
    readonly from?: number;
    readonly to?: number;
  } = {},
): (pixel: number) => number {
  const isTick = ({ kind, points: [a, b] }: Drawn): boolean =>
    kind === "path" && b !== undefined &&
    (along === "x"
      ? Math.abs(b[1] - a[1]) === 6 && a[0] === b[0]
      : Math.abs(b[0] - a[0]) === 6 && a[1] === b[1]);
  const at = (each: Drawn): number => along === "x" ? each.x : each.y;
  const texts = drawnOf(drawing, "text").filter(({ text }) =>
    text !== "" && !Number.isNaN(toNumber(text))
  );
  const within = drawing.all.filter((each) =>
    isTick(each) && at(each) >= least && at(each) <= most
  );
  const ticks = within.flatMap((tick) => {
    const beside = texts.find((text) =>
      Math.abs(at(text) - at(tick)) < 0.6 &&
      Math.abs(along === "x" ? text.y - tick.y : text.x - tick.x) < 20
    );
    return beside === undefined ? [] : [[at(tick), toNumber(beside.text)] as const];
  });
  if (ticks.length < 2) throw new Error(`expected two ticks along ${along}, got ${ticks.length}`);
  const scale = (value: number): number => logarithmic ? Math.log(value) : value;
  const [from, first] = ticks[0], [to, last] = ticks[ticks.length - 1];
  return (pixel) => {
    const value = scale(first) + (scale(last) - scale(first)) * (pixel - from) / (to - from);
    return logarithmic ? Math.exp(value) : value;
  };
}

/** About how wide a text is, rather too narrow than too wide. */
function widthOf({ text, style }: Drawn): number {
  return 0.5 * Number.parseFloat(style["font-size"] ?? "12") * text.length;
}

/** Where a text lies, rather too small than too large. */
function boxOf(each: Drawn): readonly [left: number, top: number, right: number, bottom: number] {
  const width = widthOf(each), high = Number.parseFloat(each.style["font-size"] ?? "12") / 4;
  const anchor = each.style["text-anchor"] ?? "start";
  const left = each.x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  return [left, each.y - high, left + width, each.y + high];
}

/** Texts and marks that leave the sheet. */
export function outside({ box, all }: Drawing): string[] {
  return all.filter((each) => {
    const points = each.kind === "text"
      ? [boxOf(each).slice(0, 2), boxOf(each).slice(2)]
      : each.points.flatMap(([x, y]) => [
        [x - each.radius, y - each.radius],
        [x + each.radius, y + each.radius],
      ]);
    return points.some(([x, y]) =>
      !(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
    );
  }).map(({ kind, text, x, y }) => `${kind} ${text} at ${x}, ${y}`);
}

/** Pairs of texts that lie on each other. */
export function overlaps(drawing: Drawing): string[] {
  const texts = drawnOf(drawing, "text").filter(({ text }) => text.trim() !== "");
  return texts.flatMap((one, i) =>
    texts.slice(i + 1).filter((other) => {
      const a = boxOf(one), b = boxOf(other);
      return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }).map((other) => `"${one.text}" and "${other.text}"`)
  );
}

/**
 * What is drawn otherwise than in all other charts: lines of data that are not 2 to 2.5 pixels wide
 * (or bars of 5 and more), guides wider than 1.6, dots larger than 5 (framed ones 6), words smaller
 * than 10.5, anything unseen or more than opaque.
 */
export function oddLooks({ all }: Drawing, palette: readonly string[]): string[] {
  return all.flatMap(({ kind, style, radius, text }) => {
    const width = Number(style["stroke-width"] ?? 1);
    const isDrawn = style.stroke !== undefined && style.stroke !== "none";
    const [dash] = (style["stroke-dasharray"] ?? "").split(" ").map(Number);
    const opacities = [style["fill-opacity"], style["stroke-opacity"], style.opacity];
    if (opacities.some((each) => each !== undefined && !(Number(each) > 0 && Number(each) <= 1))) {
      return [`${kind} of opacity ${opacities}`];
    }
    // A dash as long as it is wide is a square: a patient.
    if (dash > 0 && Math.abs(dash - width) < 1e-9) return [];
    const isData = palette.includes(style.stroke) && style["stroke-dasharray"] === undefined;
    if ((kind === "line" || kind === "path") && isDrawn && style.stroke !== "#fff") {
      const isUsual = isData ? width >= 2 && width <= 2.5 || width >= 5 : width <= 1.6;
      if (!isUsual) return [`${kind} ${style.stroke} of ${width} pixels`];
    }
    if (kind === "circle" && radius > (isDrawn ? 6 : 5)) return [`dot of ${radius} pixels`];
    const size = Number.parseFloat(style["font-size"] ?? "12");
    return kind === "text" && size < 10.5 ? [`"${text}" of ${size} pixels`] : [];
  });
}

/** The corners of what is drawn, by the axes. */
export function valuesOf(drawing: Drawing, { points }: Drawn): [number, number][] {
  const [x, y] = [axisOf(drawing, "x"), axisOf(drawing, "y")];
  return points.map(([a, b]) => [x(a), y(b)]);
}

/** How far a point is from the way between two others. */
function distance(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay], square = dx * dx + dy * dy;
  const share = square === 0
    ? 0
    : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(ax + share * dx - x, ay + share * dy - y);
}

/** That a path leads through these values, in this order, to within half a pixel or so. */
export function assertLeadsThrough(
  drawing: Drawing,
  { points }: Drawn,
  wanted: readonly (readonly [x: number, y: number])[],
): void {
  const [toX, toY] = (["x", "y"] as const).map((along) => {
    const axis = axisOf(drawing, along);
    return (value: number): number => (value - axis(0)) / (axis(1) - axis(0));
  });
  let at = 0;
  for (const [x, y] of wanted) {
    const place = [toX(x), toY(y)] as const;
    while (at + 1 < points.length && distance(place, points[at], points[at + 1]) > 0.7) at++;
    assert(at + 1 < points.length, `no way to ${x}, ${y} (${place}) in ${JSON.stringify(points)}`);
  }
}

/** All words of a drawing. */
export const textsOf = (drawing: Drawing): string[] =>
  drawnOf(drawing, "text").map(({ text }) => text);

/** What a chart says below its title. */
export const wordsOf = (bundle: Bundle): string =>
  bundle["text/plain"]!.split("\n").slice(1).join("\n");

/** From the top down. */
export const byHeight = (things: readonly Drawn[]): Drawn[] => things.toSorted((a, b) => a.y - b.y);

/** From the first corner to the last, in pixels. */
export const lengthOf = ({ points }: Drawn): number =>
  Math.hypot(points.at(-1)![0] - points[0][0], points.at(-1)![1] - points[0][1]);

/** The text that reads like this. */
export function find(drawing: Drawing, wanted: string): Drawn {
  const found = drawnOf(drawing, "text").find(({ text }) => text === wanted);
  assert(found !== undefined, `${wanted} in ${textsOf(drawing).join("|")}`);
  return found!;
}

/** The one thing drawn like this. */
export function only(drawing: Drawing, kind: Drawn["kind"], style: Record<string, string>): Drawn {
  const found = drawnOf(drawing, kind, style);
  assertEquals(found.length, 1, `${kind} ${JSON.stringify(style)}`);
  return found[0];
}

/** How a level to compare with is drawn. */
export const dashed = { stroke: guideColour, "stroke-dasharray": "4 4" };
