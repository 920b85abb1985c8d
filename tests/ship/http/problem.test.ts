import { assertEquals } from "@std/assert";
import { problemResponse, refusal } from "heartbook/ship/http/problem.ts";

/** The reason phrases of RFC 9110. */
const titles = {
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

Deno.test("problemResponse() titles each status as RFC 9110 does, and is problem details of RFC 9457", async () => {
  for (const [code, title] of Object.entries(titles)) {
    const status = Number(code) as keyof typeof titles;
    const errors = [{ pointer: "/patients/0", detail: "expected an object" }];
    const response = problemResponse({
      status,
      detail: "Why.",
      errors,
      headers: { allow: "GET" },
    });
    assertEquals(response.status, status);
    assertEquals(response.headers.get("content-type"), "application/problem+json");
    assertEquals(response.headers.get("allow"), "GET");
    assertEquals(await response.json(), {
      type: "about:blank",
      title,
      status,
      detail: "Why.",
      errors,
    });
    assertEquals(refusal({ status, detail: "Why." }).getResponse().status, status);
  }
});
