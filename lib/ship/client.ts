/** The other side of the API: asking a served model. */
import type { Cell } from "../types.ts";
import type { PredictResponse } from "./api/shapes.ts";
import { lastOfPointer } from "./http/json.ts";
import type { Fault } from "./http/problem.ts";

/** What the server replies: answers, or what is wrong with the question. */
export type Reply =
  | PredictResponse
  | { readonly title: string; readonly detail: string; readonly errors?: readonly Fault[] };

/**
 * Asks a server about patients. A refusal is a reply, not an error: see {@link describeReply}.
 *
 * @param url Where it listens, such as `http://127.0.0.1:8000/`.
 * @throws `TypeError` when nobody answers there.
 */
export async function askServer(
  url: string,
  patients: readonly Readonly<Record<string, Cell | boolean>>[],
): Promise<Reply> {
  const response = await fetch(new URL("predict", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ patients }),
  });
  return await response.json();
}

/**
 * A reply in words: the decisions, or what is wrong and where.
 *
 * @example
 * ```ts
 * import { describeReply } from "heartbook/ship/client.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const errors = [{ pointer: "/patients/0/age", detail: "expected 18 to 100 years, got 7" }];
 * assertEquals(
 *   describeReply({ title: "Unprocessable Content", detail: "see errors", errors }),
 *   "refused: age: expected 18 to 100 years, got 7",
 * );
 * ```
 */
export function describeReply(reply: Reply): string {
  if ("answers" in reply) return reply.answers.map(({ decision }) => decision).join(", ");
  const { detail, errors = [] } = reply;
  const told = errors.map(({ pointer, detail }) => `${lastOfPointer(pointer)}: ${detail}`);
  return `refused: ${told.length === 0 ? detail : told.join("; ")}`;
}
