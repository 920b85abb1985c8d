/** Measured numbers, summed up and written for people; `null` is what was not measured. */

/** The middle one, or the mean of the middle two; `null` where there is none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const NOTHING = "–";

/** Three digits that count, in the unit that suits them. */
export function formatSeconds(seconds: number | null): string {
  if (seconds === null) return NOTHING;
  const [amount, unit] = seconds < 1e-3
    ? [seconds * 1e6, "µs"]
    : seconds < 1
    ? [seconds * 1e3, "ms"]
    : [seconds, "s"];
  return `${amount < 100 ? amount.toPrecision(3) : amount.toFixed(0)} ${unit}`;
}

export function formatMegabytes(bytes: number | null): string {
  return bytes === null ? NOTHING : `${Math.round(bytes / 1e6)} MB`;
}

/** How many times `theirs` goes into `ours`. */
export function formatRatio(ours: number | null, theirs: number | null): string {
  return ours === null || theirs === null ? NOTHING : (ours / theirs).toFixed(2);
}

/** {@link formatRatio}, marked where the goal of at most 1.00 is missed. */
export function judgeRatio(ours: number | null, theirs: number | null): string {
  const text = formatRatio(ours, theirs);
  return Number(text) > 1 ? `${text} ✗` : text;
}

/** So far apart, and two AUCs are not those of one and the same model. */
const TOO_FAR = 0.02;

/** How far apart two AUCs are, with an exclamation mark where times then mean nothing. */
export function formatGap(gap: number | null): string {
  return gap === null ? NOTHING : gap.toFixed(4) + (gap > TOO_FAR ? "!" : "");
}
