/** A detection model as a file. */
import { predictRows } from "../../pipeline.ts";
import type { DetectionModel } from "./detection-model.ts";

/** Writes the model to a file, as JSON. */
export async function writeDetection(model: DetectionModel, path: string | URL): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(model));
}

/** Whether what the parts say of the features agrees, and a usual patient gets a probability. */
function checkParts(model: DetectionModel, source: string): void {
  const names = model.schema.features.map(({ name }) => name);
  const described = model.usual.map(({ feature }) => feature);
  if (JSON.stringify(names) !== JSON.stringify(described)) {
    throw new RangeError(`${source}: expected what is usual of ${names.join(", ")}, in this order`);
  }
  const usual = Object.fromEntries(model.usual.map(({ feature, middle }) => [feature, middle]));
  const [p] = predictRows(model, [usual]);
  if (!(p >= 0 && p <= 1 && Number.isFinite(model.threshold.value))) {
    throw new RangeError(`${source}: expected a probability and a threshold, got ${p}`);
  }
}

/**
 * Reads a model that {@link writeDetection} wrote.
 *
 * @throws `SyntaxError` for a file that is no JSON or no model of this format and version,
 * `RangeError` where its parts do not fit together.
 */
export async function readDetection(path: string | URL): Promise<DetectionModel> {
  const source = String(path);
  let model: DetectionModel;
  try {
    model = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`${source}: expected JSON: ${error.message}`);
  }
  if (model?.format !== "heartbook detection" || model.version !== 1) {
    throw new SyntaxError(
      `${source}: expected a file of format "heartbook detection", version 1, ` +
        `got ${JSON.stringify(model?.format)}, ${model?.version}`,
    );
  }
  try {
    checkParts(model, source);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError(`${source}: damaged: ${(error as Error).message}`, { cause: error });
  }
  return model;
}
