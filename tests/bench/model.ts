/** The default model in a file, for what starts from one. */
import { trainHeart } from "heartbook/heart/train.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { join } from "node:path";

/** A folder with `model.json`, gone once it is disposed of. */
export async function withModel(): Promise<AsyncDisposable & { folder: string; model: string }> {
  const folder = await Deno.makeTempDir({ prefix: "heartbook-bench-" });
  const model = join(folder, "model.json");
  const file = await trainHeart({ created: "2026-01-01T00:00:00.000Z", replicates: 50 });
  await writeModelFile(file, model);
  const remove = (): Promise<void> => Deno.remove(folder, { recursive: true });
  return { folder, model, [Symbol.asyncDispose]: remove };
}
