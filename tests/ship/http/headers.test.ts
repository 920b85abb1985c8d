/** Headers in full: one word less is a door. */
import { assertEquals } from "@std/assert";
import { chartPolicy, secure } from "heartbook/ship/http/headers.ts";

function partsOf(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split("; ").map((part) => {
      const [directive, ...sources] = part.split(" ");
      return [directive, sources.join(" ")];
    }),
  );
}

const usual = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "data:",
  "connect-src": "'self'",
  "frame-src": "'self'",
  "form-action": "'self'",
  "base-uri": "'none'",
  "frame-ancestors": "'self'",
};

Deno.test("secure() lets a page load its own files only, and keeps it from caches and other sites", () => {
  const headers = new Headers();
  secure(headers);
  const { "content-security-policy": policy, ...others } = Object.fromEntries(headers);
  assertEquals(partsOf(policy), usual);
  assertEquals(others, {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
});

Deno.test("secure() leaves alone what a response has set for itself", () => {
  const headers = new Headers({ "content-security-policy": "default-src 'self'" });
  secure(headers);
  assertEquals(headers.get("content-security-policy"), "default-src 'self'");
  assertEquals(headers.get("cache-control"), "no-store");
});

Deno.test("chartPolicy() allows the scripts that stand in a document, each by its hash, and no request", async () => {
  const chart = {
    ...usual,
    "style-src": "'unsafe-inline'",
    "connect-src": "'none'",
    "frame-src": "'none'",
  };
  assertEquals(partsOf(await chartPolicy("<p></p>")), { ...chart, "script-src": "'none'" });
  // Of nothing, and of "a", as `openssl dgst -sha256 -binary | base64` has them.
  const nothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
  const a = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
  assertEquals(
    partsOf(await chartPolicy("<script></script><p></p><script>a</script>")),
    { ...chart, "script-src": `${nothing} ${a}` },
  );
});
