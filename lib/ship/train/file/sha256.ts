/** The fingerprint of a file that is too large to hold. */
import { createHash } from "node:crypto";

/** The SHA-256 of a file's bytes, as 64 hexadecimal digits. */
export async function sha256File(path: string): Promise<string> {
  using file = await Deno.open(path);
  const hash = createHash("sha256"), bytes = new Uint8Array(2 ** 20);
  for (let read = await file.read(bytes); read !== null; read = await file.read(bytes)) {
    hash.update(bytes.subarray(0, read));
  }
  return hash.digest("hex");
}
