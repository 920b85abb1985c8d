/** Bytes of UTF-8 that grow as texts are written to them. */
export interface Written {
  bytes: Uint8Array;
  length: number;
}

const encoder = new TextEncoder();

/** Makes room for so many bytes more. */
export function makeRoom(to: Written, more: number): void {
  if (to.length + more <= to.bytes.length) return;
  const larger = new Uint8Array(2 * (to.length + more));
  larger.set(to.bytes.subarray(0, to.length));
  to.bytes = larger;
}

/** Writes a text. */
export function writeText(to: Written, text: string): void {
  // A character takes three bytes at most.
  makeRoom(to, 3 * text.length);
  const { bytes, length } = to;
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) break;
    bytes[length + i] = code;
  }
  to.length += i;
  if (i < text.length) {
    to.length += encoder.encodeInto(text.slice(i), bytes.subarray(to.length)).written;
  }
}
