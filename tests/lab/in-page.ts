/** Questions put to a notebook that JupyterLab shows: these functions run inside the browser. */
// deno-lint-ignore-file no-explicit-any -- the browser's own types are not Deno's

/** What is seen of a notebook. */
export interface Seen {
  /** Pictures that are drawn, with a size. */
  readonly pictures: number;
  /** Code cells with lines that are cut off, and by how many pixels. */
  readonly cutOff: readonly string[];
  /** Outputs that say an error. */
  readonly errors: readonly string[];
  /** Cells. */
  readonly cells: number;
}

/** Looks at the notebook as it stands. */
export function look(): Seen {
  const page = (globalThis as any).document;
  const all = (selector: string): any[] => [...page.querySelectorAll(selector)];
  const pictures = all(".jp-OutputArea-output img").filter((image) => {
    const { width, height } = image.getBoundingClientRect();
    return image.naturalWidth > 0 && width > 0 && height > 0;
  });
  const cutOff = all(".jp-CodeCell").flatMap((cell, i) => {
    const scroller = cell.querySelector(".jp-InputArea .cm-scroller");
    const hidden = scroller === null ? 0 : scroller.scrollWidth - scroller.clientWidth;
    return hidden > 1 ? [`code cell ${i + 1}: ${hidden} pixels`] : [];
  });
  const errors = all(
    '.jp-OutputArea-output[data-mime-type$="stderr"], .jp-RenderedText pre .ansi-red-fg',
  )
    .map((element) => element.textContent.slice(0, 300));
  return { pictures: pictures.length, cutOff, errors, cells: all(".jp-Cell").length };
}

/** Texts of outputs whose contrast with what lies behind them is below a ratio (WCAG 2.2, 1.4.3). */
export function faintTexts(least: number): string[] {
  const page = (globalThis as any).document;
  const style = (element: any): any => (globalThis as any).getComputedStyle(element);
  type Colour = [number, number, number, number];
  function read(text: string): Colour {
    const parts = (text.match(/[\d.]+/g) ?? ["0", "0", "0", "0"]).map(Number);
    const scale = text.startsWith("color(") ? 255 : 1;
    const [red, green, blue, alpha = 1] = parts;
    return [red * scale, green * scale, blue * scale, alpha];
  }
  function over(top: Colour, below: Colour): Colour {
    const mix = [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
    return [mix[0], mix[1], mix[2], 1];
  }
  function behind(element: any): Colour {
    const layers: Colour[] = [];
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = read(style(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.toReversed().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  }
  function luminance([red, green, blue]: Colour): number {
    const [r, g, b] = [red, green, blue].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  const faint: string[] = [];
  for (const output of page.querySelectorAll(".jp-OutputArea-output")) {
    const walker = page.createTreeWalker(output, 4); // texts
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const element = text.parentElement;
      if (text.data.trim() === "" || element.closest("script, style, svg title") !== null) continue;
      if (element.getClientRects().length === 0) continue;
      const ground = behind(element);
      const look = style(element);
      const drawn = element.closest("svg") === null ? look.color : look.fill;
      const ink = over(read(drawn), ground);
      const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < least) faint.push(`${ratio.toFixed(1)}: "${text.data.trim().slice(0, 40)}"`);
    }
  }
  return faint;
}

/** A command of JupyterLab. */
export interface Command {
  readonly name: string;
  readonly args?: Record<string, string>;
}

/** Runs it. */
export async function command({ name, args }: Command): Promise<void> {
  await (globalThis as any).jupyterapp.commands.execute(name, args ?? {});
}
