/** Who may ask: whoever knows the token. */
import { refusal } from "../http/problem.ts";

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** The token of a request: as a program sends it, or as a browser that has asked for a password. */
function tokenOf(headers: Headers): string {
  const [scheme, ...rest] = (headers.get("authorization") ?? "").split(" ");
  const value = rest.join(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(value)).replace(/^[^:]*:/, "");
  } catch {
    return "";
  }
}

/** What is asked often by those who watch over a server, and says nothing of patients. */
const OPEN = ["/health", "/ready"];

/**
 * A check that refuses, with 401, all but /health and /ready to whoever does not say the token.
 * Digests are compared, so that the time it takes says nothing of the token.
 */
export function tokenCheck(token: string): (path: string, headers: Headers) => Promise<void> {
  const expected = digest(token);
  return async (path, headers) => {
    if (OPEN.includes(path)) return;
    const [right, got] = [await expected, await digest(tokenOf(headers))];
    let difference = 0;
    for (let i = 0; i < right.length; i++) difference |= right[i] ^ got[i];
    if (difference === 0) return;
    throw refusal({
      status: 401,
      detail: "expected the server's token, as Authorization: Bearer, or as a browser's password",
      headers: { "www-authenticate": 'Basic realm="heartbook", charset="UTF-8"' },
    });
  };
}
