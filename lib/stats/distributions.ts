/**
 * Distribution functions and quantiles. They come from a package of many small files, which takes
 * longer to load than all else in a room, so each part is loaded by the first call that needs it.
 */
import defer * as betas from "@stdlib/stats-base-dists-beta-quantile";
import defer * as binomials from "@stdlib/stats-base-dists-binomial-cdf";
import defer * as chiSquares from "@stdlib/stats-base-dists-chisquare-cdf";
import defer * as chiSquareQuantiles from "@stdlib/stats-base-dists-chisquare-quantile";
import defer * as normals from "@stdlib/stats-base-dists-normal-cdf";
import defer * as students from "@stdlib/stats-base-dists-t-cdf";
import defer * as studentQuantiles from "@stdlib/stats-base-dists-t-quantile";

/** The share of a standard normal variable below `z`. */
export function normalCdf(z: number): number {
  return normals.default(z, 0, 1);
}

/** The share of Student's t below `t`. */
export function tCdf(t: number, degrees: number): number {
  return students.default(t, degrees);
}

/** The value below which a share `p` of Student's t lies. */
export function tQuantile(p: number, degrees: number): number {
  return studentQuantiles.default(p, degrees);
}

/** The share of chi-square below `x`. */
export function chiSquareCdf(x: number, degrees: number): number {
  return chiSquares.default(x, degrees);
}

/** The value below which a share `p` of chi-square lies. */
export function chiSquareQuantile(p: number, degrees: number): number {
  return chiSquareQuantiles.default(p, degrees);
}

/** The value below which a share `p` of a beta variable lies. */
export function betaQuantile(p: number, { a, b }: { a: number; b: number }): number {
  return betas.default(p, a, b);
}

/** The share of a binomial variable at or below `count`. */
export function binomialCdf(
  count: number,
  { trials, chance }: { trials: number; chance: number },
): number {
  return binomials.default(count, trials, chance);
}
