/** Several ways of calling patients, side by side. */
import { accuracy, type Confusion, f1, precision, recall } from "./confusion.ts";

/** Of 100 patients, how many are called diseased. Throws `RangeError` without patients. */
export function alarmsPerHundred(confusion: Confusion): number {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const alarms = truePositive + falsePositive;
  const all = alarms + falseNegative + trueNegative;
  if (all === 0) throw new RangeError("alarms per 100 are undefined: there are no patients");
  return 100 * alarms / all;
}

/**
 * One record per way of calling: recall, precision, F1, accuracy, missed diseased and alarms per
 * 100 patients. Throws `RangeError` if a figure is undefined.
 *
 * @example
 * ```ts
 * import { callRecords } from "heartbook/measure/calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 3, trueNegative: 7 };
 * const [record] = callRecords({ "at one half": counts });
 * assertEquals([record.calls, record.recall, record["alarms per 100"]], ["at one half", 0.9, 60]);
 * ```
 */
export function callRecords(
  ways: Readonly<Record<string, Confusion>>,
): Record<string, string | number>[] {
  return Object.entries(ways).map(([calls, confusion]) => ({
    calls,
    recall: recall(confusion),
    precision: precision(confusion),
    F1: f1(confusion),
    accuracy: accuracy(confusion),
    missed: confusion.falseNegative,
    "alarms per 100": alarmsPerHundred(confusion),
  }));
}
