/** From a request to a value that has passed its check, or the refusal to answer with. */
import type { z } from "zod";
import type { FeatureSchema } from "../../types.ts";
import { describeFaults } from "./faults.ts";
import { parseJson } from "../http/json.ts";
import { type Fault, refusal } from "../http/problem.ts";
import { type BodyLimits, readBody } from "../http/limits.ts";

/** What a body must be. */
export interface BodyOptions<T> {
  readonly shape: z.ZodType<T>;
  /** For words about a feature that is not as it should be. */
  readonly schema: FeatureSchema;
  readonly limits: BodyLimits & { readonly depth: number };
}

/** Refuses a body that says it is something else, or is packed: what is unpacked has no limit. */
export function checkContentType(request: Request, expected: string): void {
  const got = request.headers.get("content-type");
  const [type, ...parameters] = (got ?? "").split(";").map((part) => part.trim().toLowerCase());
  const utf8 = parameters.every((part) =>
    !part.startsWith("charset=") || /^charset="?utf-8"?$/.test(part)
  );
  if (type !== expected || !utf8) {
    throw refusal({
      status: 415,
      detail: `expected content-type ${expected} in UTF-8, got ${got ?? "none"}`,
      headers: { "accept-post": expected },
    });
  }
  const packed = request.headers.get("content-encoding") ?? "identity";
  if (packed !== "identity") {
    throw refusal({ status: 415, detail: `expected no content-encoding, got ${packed}` });
  }
}

/** The text of a body as the JSON that it is, or the refusal to answer with, 400. */
export function parseBody(text: string, depth: number): unknown {
  if (text.trim() === "") throw refusal({ status: 400, detail: "expected a JSON body, got none" });
  try {
    return parseJson(text, { depth });
  } catch (error) {
    throw refusal({
      status: 400,
      detail: `the body is no JSON we take: ${(error as Error).message}`,
    });
  }
}

/** A value that passed its check, or what is wrong with it. */
export type Checked<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

/** Checks a value, and says in words where it is not as it should be. */
export function checkValue<T>(
  body: unknown,
  { shape, schema }: Pick<BodyOptions<T>, "shape" | "schema">,
): Checked<T> {
  const { success, data, error } = shape.safeParse(body);
  return success ? { value: data } : { faults: describeFaults(error.issues, { body, schema }) };
}

/** The refusal, 422, of a body with these faults. */
export function refuse(faults: readonly Fault[]): Error {
  const [{ pointer, detail }] = faults;
  return refusal({
    status: 422,
    detail: `${pointer || "the body"}: ${detail}`,
    errors: faults,
  });
}

/**
 * A JSON body as the value it must be.
 *
 * @throws the refusal to answer with: 415 for another content type, what `readBody` throws, 400 for
 * what is not JSON, 422 with each fault and its place for JSON that does not pass the check.
 */
export async function readJsonBody<T>(request: Request, options: BodyOptions<T>): Promise<T> {
  checkContentType(request, "application/json");
  const text = await readBody(request, options.limits);
  const checked = checkValue(parseBody(text, options.limits.depth), options);
  if ("value" in checked) return checked.value;
  throw refuse(checked.faults);
}
