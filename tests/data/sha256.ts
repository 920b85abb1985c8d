/** The sha256 of a file in data/, in hexadecimal digits. */
export async function sha256Hex(name: string): Promise<string> {
  const bytes = await Deno.readFile(new URL(`../../data/${name}`, import.meta.url));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
