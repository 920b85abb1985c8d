/** The pictures that a notebook holds, each with its finding. */
import type { Notebook, Output } from "./notebook.ts";

/** One of them. */
export interface NotebookPicture {
  /** The sentence above it. */
  readonly finding: string;
  /** In base 64. */
  readonly png: string;
}

const textOf = (output: Output | undefined, mime: string): string | undefined => {
  const value = output !== undefined && "data" in output ? output.data[mime] : undefined;
  return typeof value === "string" ? value : undefined;
};

/** In the order of the notebook. A picture with nothing above it has the finding "". */
export function picturesOf({ cells }: Notebook): NotebookPicture[] {
  return cells.flatMap((cell) => {
    if (cell.cell_type !== "code") return [];
    return cell.outputs.flatMap((output, i) => {
      const png = textOf(output, "image/png");
      if (png === undefined) return [];
      return [{ finding: textOf(cell.outputs[i - 1], "text/plain") ?? "", png }];
    });
  });
}
