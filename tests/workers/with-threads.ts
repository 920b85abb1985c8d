/** Work with `HEARTBOOK_WORKERS` set, and then as before. */
export async function withThreads<Value>(
  count: string,
  work: () => Value | Promise<Value>,
): Promise<Value> {
  const before = Deno.env.get("HEARTBOOK_WORKERS");
  Deno.env.set("HEARTBOOK_WORKERS", count);
  try {
    return await work();
  } finally {
    if (before === undefined) Deno.env.delete("HEARTBOOK_WORKERS");
    else Deno.env.set("HEARTBOOK_WORKERS", before);
  }
}
