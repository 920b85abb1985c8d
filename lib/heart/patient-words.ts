/** A patient in words, for the titles of charts. */
import type { Row } from "../types.ts";

/**
 * Age, sex and chest pain of a patient. Missing cells are left out.
 *
 * @example
 * ```ts
 * import { describePatient } from "heartbook/heart/patient-words.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   describePatient(readHeart().rows[0]),
 *   "a man of 63 with typical angina",
 * );
 * ```
 */
export function describePatient({ age, sex, cp }: Row): string {
  const person = sex === "female" ? "a woman" : sex === "male" ? "a man" : "a patient";
  const years = typeof age === "number" ? ` of ${age}` : "";
  const pain: Record<string, string> = {
    asymptomatic: " without chest pain",
    "non-anginal": " with non-anginal pain",
  };
  const complaint = cp === null ? "" : pain[String(cp)] ?? ` with ${cp}`;
  return `${person}${years}${complaint}`;
}
