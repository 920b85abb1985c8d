/** What follows from a model and is worth keeping as long as the model. */
import type { ModelContent, ModelFile } from "../model-file/model-file.ts";

/** The same function, computed once a model rather than once a request. */
export function perModel<T, File extends ModelContent = ModelFile>(
  make: (file: File) => T,
): (file: File) => T {
  const made = new WeakMap<File, { readonly value: T }>();
  return (file) => {
    const known = made.get(file) ?? { value: make(file) };
    made.set(file, known);
    return known.value;
  };
}
