/** The incomplete gamma and beta functions, which distributions are made of. */
import { square } from "./moments.ts";

/** What Stirling's formula lacks to the logarithm of the gamma function, for `x` above 0. */
function stirlingError(x: number): number {
  let error = 0;
  // The series is good to the last digit from 16 on; what lies between is known exactly.
  for (; x < 16; x++) error += (x + 0.5) * Math.log1p(1 / x) - 1;
  const s = 1 / square(x);
  return error + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
}

/**
 * b(0) + a(1) / (b(1) + a(2) / (b(2) + …)), until it moves no more.
 *
 * Source: Lentz's algorithm as modified by Thompson and Barnett (1986),
 * doi:10.1016/0021-9991(86)90046-X.
 */
function continuedFraction(a: (n: number) => number, b: (n: number) => number): number {
  let value = b(0), above = value, below = 0;
  for (let n = 1, last = NaN; value !== last; n++) {
    last = value;
    above = b(n) + a(n) / above;
    below = 1 / (b(n) + a(n) * below);
    value *= above * below;
  }
  return value;
}

/**
 * The regularised incomplete gamma function: how much of a gamma distribution of shape `a` and
 * scale 1 lies below `x`, and how much above it, each to about 14 digits.
 *
 * @param x From 0.
 *
 * Source: DLMF 8.11.4 and 8.9.2, https://dlmf.nist.gov/8.
 */
export function incompleteGamma(x: number, a: number): { below: number; above: number } {
  if (x === Infinity) return { below: 1, above: 0 };
  const scale = Math.sqrt(a / (2 * Math.PI)) *
    Math.exp(a * Math.log(x / a) + (a - x) - stirlingError(a));
  if (x > a + 1) {
    const above = scale / continuedFraction((n) => n * (a - n), (n) => x + 2 * n + 1 - a);
    return { below: 1 - above, above };
  }
  let term = 1 / a, sum = 0;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= x / (a + n);
  }
  return { below: scale * sum, above: 1 - scale * sum };
}

/**
 * The regularised incomplete beta function: how much of a beta distribution of shapes `a` and `b`
 * lies below `x`, to about 13 digits.
 *
 * @param x From 0 to 1.
 * @param options `rest` is 1 - x, for callers that know more digits of it.
 *
 * Source: DLMF 8.17.22, https://dlmf.nist.gov/8.17.
 */
export function incompleteBeta(
  x: number,
  { a, b, rest = 1 - x }: { readonly a: number; readonly b: number; readonly rest?: number },
): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(rest, { a: b, b: a, rest: x });
  const scale = Math.sqrt(b / (2 * Math.PI * a * (a + b))) *
    Math.exp(
      a * Math.log(x * (a + b) / a) + b * Math.log(rest * (a + b) / b) +
        stirlingError(a + b) - stirlingError(a) - stirlingError(b),
    );
  const numerator = (n: number): number => {
    const m = n >> 1;
    const over = n % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    return over * x / ((a + n - 1) * (a + n));
  };
  return scale / continuedFraction(numerator, () => 1);
}
