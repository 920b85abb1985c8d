/** Options of the analysis as texts, and its stages on the terminal. */
import type { Progress } from "../types.ts";
import { lineOfProgress, UsageError } from "./command.ts";

/** What a number must be. */
export interface NumberBounds {
  readonly whole?: boolean;
  readonly above?: number;
  readonly below?: number;
}

/** A number that was given as text, if it was; `UsageError` naming the option otherwise. */
export function readNumber(
  option: string,
  text: string | undefined,
  { whole = false, above = -Infinity, below = Infinity }: NumberBounds = {},
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  const isWanted = value > above && value < below && (!whole || Number.isInteger(value));
  if (isWanted) return value;
  const kind = whole ? "a whole number" : "a number";
  const bounds = [
    ...Number.isFinite(above) ? [`above ${above}`] : [],
    ...Number.isFinite(below) ? [`below ${below}`] : [],
  ].join(" and ");
  throw new UsageError(`--${option}: expected ${`${kind} ${bounds}`.trim()}, got "${text}"`);
}

/** `a,"b, c"` as a list of two, if it was given: quotes around a whole entry hold it together. */
export function readList(text: string | undefined): string[] | undefined {
  const entries = text?.match(/\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]+/g);
  if (text === undefined) return undefined;
  return (entries ?? []).map((each) => {
    const entry = each.trim();
    return /^".+"$/.test(entry) ? entry.slice(1, -1).replaceAll('""', '"') : entry;
  }).filter((entry) => entry !== "");
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** "90s", "5m" or "1h" in seconds, if it was given; `UsageError` naming the option otherwise. */
export function readDuration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parts = /^(\d+(?:\.\d+)?)([smh])$/.exec(text);
  if (parts !== null && Number(parts[1]) > 0) return Number(parts[1]) * UNITS[parts[2]];
  throw new UsageError(`--${option}: expected a time such as 90s, 5m or 1h, got "${text}"`);
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Each stage as a line on standard error, with the time that is left of it. */
export function stages(): (name: string) => Progress {
  return (name) => {
    const start = performance.now();
    if (!Deno.stderr.isTerminal()) console.error(name);
    return lineOfProgress((done, total) => {
      const seconds = (performance.now() - start) / 1000;
      if (done === total) return `${name}: ${duration(seconds)}`;
      const left = done === 0 ? "" : `, ${duration(seconds / done * (total - done))} left`;
      return `${name}: ${done} of ${total}${left}`;
    });
  };
}
