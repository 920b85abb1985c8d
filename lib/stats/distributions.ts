/** Distribution functions and quantiles, each made of an incomplete gamma or beta function. */
import { incompleteBeta, incompleteGamma } from "./incomplete.ts";
import { square } from "./moments.ts";

/** The place between `low` and `high` where a function that rises from there to there reaches `p`. */
function invert(rising: (x: number) => number, p: number, [low, high]: [number, number]): number {
  while (true) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (rising(middle) < p) low = middle;
    else high = middle;
  }
}

/** A place from which on a rising function is at least `p`. */
function reach(rising: (x: number) => number, p: number): number {
  let x = 1;
  while (rising(x) < p) x *= 2;
  return x;
}

/** The share of a standard normal variable below `z`. */
export function normalCdf(z: number): number {
  const { below, above } = incompleteGamma(square(z) / 2, 0.5);
  return z < 0 ? above / 2 : (1 + below) / 2;
}

/** The share of Student's t below `t`. */
export function tCdf(t: number, degrees: number): number {
  const squared = square(t);
  const outside = incompleteBeta(1 / (1 + squared / degrees), {
    a: degrees / 2,
    b: 0.5,
    rest: 1 / (1 + degrees / squared),
  });
  return t < 0 ? outside / 2 : 1 - outside / 2;
}

/** The value below which a share `p` of Student's t lies; `p` above 0 and below 1. */
export function tQuantile(p: number, degrees: number): number {
  // In the lower tail, whose share keeps all of its digits.
  const rising = (t: number): number => -tCdf(-t, degrees);
  const tail = -Math.min(p, 1 - p);
  const t = invert(rising, tail, [0, reach(rising, tail)]);
  return p < 0.5 ? -t : t;
}

/** The share of a chi-square variable below `x`, from 0. */
export function chiSquareCdf(x: number, degrees: number): number {
  return incompleteGamma(x / 2, degrees / 2).below;
}

/** The value below which a share `p` of a chi-square variable lies; `p` above 0 and below 1. */
export function chiSquareQuantile(p: number, degrees: number): number {
  const rising = (x: number): number => chiSquareCdf(x, degrees);
  return invert(rising, p, [0, reach(rising, p)]);
}

/** The value below which a share `p` of a beta variable of shapes `a` and `b` lies. */
export function betaQuantile(
  p: number,
  shapes: { readonly a: number; readonly b: number },
): number {
  return invert((x) => incompleteBeta(x, shapes), p, [0, 1]);
}

/** The chance of at most `count` of `total`, each of which has the chance `p`. */
export function binomialCdf(
  count: number,
  { total, p }: { readonly total: number; readonly p: number },
): number {
  return count >= total ? 1 : incompleteBeta(1 - p, { a: total - count, b: count + 1 });
}
