/** What a client is told when its request is refused: problem details as RFC 9457 has them. */
import { HTTPException } from "hono/http-exception";

/** One thing that is wrong in a body. */
export interface Fault {
  /** Where, as a JSON pointer (RFC 6901) such as `/patients/3/chol`; "" is the whole body. */
  readonly pointer: string;
  readonly detail: string;
}

/** Why a request is refused. */
export interface Problem {
  readonly status: keyof typeof TITLES;
  /** What was expected, what came, and what to do. */
  readonly detail: string;
  readonly errors?: readonly Fault[];
  /** Headers that belong to the status, such as `Allow` to 405. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;

/**
 * The answer that tells of a problem, as `application/problem+json`.
 *
 * @example
 * ```ts
 * import { problemResponse } from "heartbook/ship/http/problem.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const response = problemResponse({ status: 404, detail: "there is no /card.pdf" });
 * assertEquals((await response.json()).title, "Not Found");
 * ```
 */
export function problemResponse({ status, detail, errors, headers }: Problem): Response {
  const body = { type: "about:blank", title: TITLES[status], status, detail, errors };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}

/** The same as something to throw: the server answers with it. */
export function refusal(problem: Problem): HTTPException {
  return new HTTPException(problem.status, {
    message: problem.detail,
    res: problemResponse(problem),
  });
}
