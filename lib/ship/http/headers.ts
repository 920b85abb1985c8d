/** What every response says to a browser: load nothing from elsewhere, keep nothing, guess nothing. */

/** For the page: its own files, and nothing written into the markup. */
const PAGE_POLICY: Readonly<Record<string, string>> = {
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

/** A policy in the words of the header, some of it changed. */
function policy(changes: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...PAGE_POLICY, ...changes })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}

async function hashSource(script: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  return `'sha256-${new Uint8Array(digest).toBase64()}'`;
}

/**
 * The policy of a document with charts in it, which carry their styles: just those scripts run that
 * stand in it when it is made, by their hash, and it fetches nothing.
 *
 * @example
 * ```ts
 * import { chartPolicy } from "heartbook/ship/http/headers.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(await chartPolicy("<p>no script</p>"), "script-src 'none'");
 * ```
 */
export async function chartPolicy(html: string): Promise<string> {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
  const hashes = await Promise.all(scripts.map(hashSource));
  return policy({
    "script-src": hashes.length === 0 ? "'none'" : hashes.join(" "),
    "style-src": "'unsafe-inline'",
    "connect-src": "'none'",
    "frame-src": "'none'",
  });
}

/** What a response has unless it says otherwise. */
const USUAL = Object.entries({
  "content-security-policy": policy(),
  "x-content-type-options": "nosniff",
  // Not "no-referrer": a browser would then not say, of our own form either, where it comes from.
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  // Answers are about a patient: no cache, and no going back to them, on a shared machine.
  "cache-control": "no-store",
});

/** Sets what a response has not set for itself. */
export function secure(headers: Headers): void {
  for (const [name, value] of USUAL) {
    if (!headers.has(name)) headers.set(name, value);
  }
}
