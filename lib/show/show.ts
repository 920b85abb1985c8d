/** Showing things: in a notebook as rich output, on a terminal as text. */
import { type Bundle, escapeMarkdown } from "./bundle.ts";

/** Whether this runs in a notebook's kernel. */
export function inNotebook(): boolean {
  try {
    return Deno.jupyter.display !== undefined;
  } catch {
    return false; // Deno.jupyter throws outside a kernel.
  }
}

/** Where in the notebook to show: a new output, or again in place of an earlier one. */
export interface Place {
  readonly display_id?: string;
  readonly update?: boolean;
}

/** One output: its forms by MIME type, and what is known of them. */
interface Output {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A picture in the two forms that between them every viewer shows. */
async function toPicture(svg: string): Promise<Output> {
  // Loaded at the first picture: most of what is shown is text.
  const [{ drawPng }, { embedFont }, { readSvg, writeSvg }] = await Promise.all([
    import("./png.ts"),
    import("./font.ts"),
    import("./svg.ts"),
  ]);
  const root = readSvg(svg);
  // The pixels come from a thread of their own.
  const [{ base64, ...size }] = await Promise.all([drawPng(svg), embedFont(root)]);
  return {
    data: { "image/png": base64, "image/svg+xml": writeSvg(root) },
    metadata: { "image/png": size },
  };
}

/** The outputs that a bundle stands for, from top to bottom. */
export async function toOutputs({ title, below, ...data }: Bundle): Promise<Output[]> {
  const svg = data["image/svg+xml"];
  const picture = svg === undefined ? undefined : await toPicture(svg);
  return [
    ...title === undefined ? [] : [{
      data: { "text/markdown": `**${escapeMarkdown(title)}**`, "text/plain": title },
      metadata: {},
    }],
    { data: { ...data, ...picture?.data }, metadata: picture?.metadata ?? {} },
    ...below === undefined ? [] : await toOutputs(below),
  ];
}

/** What a terminal gets of a bundle. */
function plainText({ below, ...bundle }: Bundle): string {
  const text = bundle["text/plain"];
  return below === undefined ? text : `${text}\n${plainText(below)}`;
}

/** Sends a bundle on its way to the notebook. A cell that ends at once may lose it: see {@link show}. */
export async function send(bundle: Bundle, { display_id, update = false }: Place): Promise<void> {
  for (const output of await toOutputs(bundle)) {
    await Deno.jupyter.broadcast(update ? "update_display_data" : "display_data", {
      ...output,
      transient: display_id === undefined ? {} : { display_id },
    });
  }
}

/**
 * Shows a table, a chart or text, and waits until it is on its way. A chart is shown as its finding
 * in words and, below it, the picture as SVG and PNG, which between them every viewer can show.
 *
 * The wait matters: the kernel hands over outputs and "done" on separate queues, and front ends
 * drop an output that arrives after "done". So everything a notebook shows goes through here.
 *
 * @example
 * ```ts
 * import { show } from "heartbook/show/show.ts";
 *
 * await show("303 patients"); // on a terminal: prints the line
 * ```
 */
export async function show(what: Bundle | string, place: Place = {}): Promise<void> {
  const bundle = typeof what === "string" ? { "text/plain": what } : what;
  if (!inNotebook()) {
    console.log(plainText(bundle));
    return;
  }
  await send(bundle, place);
  await new Promise((resolve) => setTimeout(resolve, 8));
}
