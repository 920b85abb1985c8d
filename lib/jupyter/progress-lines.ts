/** One line a notebook on the terminal, rewritten in place while it runs. */

/** What the lines are drawn on: standard error, or what a test puts in its place. */
export interface Screen {
  /** Whether lines can be rewritten; if not, each notebook gets one line once it has ended. */
  readonly live: boolean;
  /** Characters a line; `Infinity` where that is not known. */
  readonly columns: number;
  write(text: string): void;
}

/** Lines that follow several notebooks. */
export interface ProgressLines {
  /** A notebook has begun a cell: `done` of `total` are behind it. */
  step(name: string, done: number, total: number): void;
  /** A notebook has ended, in words such as "done". */
  end(name: string, outcome: string): void;
  /** No more drawing. */
  close(): void;
}

/** Standard error as a screen. */
export function terminal(): Screen {
  const live = Deno.stderr.isTerminal();
  const encoder = new TextEncoder();
  return {
    live,
    columns: live && Deno.consoleSize().columns || Infinity,
    write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
  };
}

/** Lines for these notebooks, which are drawn as they begin. */
export function progressLines(names: readonly string[], screen: Screen): ProgressLines {
  const width = Math.max(...names.map((name) => name.length));
  const running = new Map<string, { done: number; total: number; since: number }>();
  let drawn = 0;

  function line(name: string): string {
    const { done, total, since } = running.get(name)!;
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    const cell = `cell ${Math.min(done + 1, total)} of ${total}`;
    return `${name.padEnd(width)}  ${cell.padEnd(14)} ${seconds.padStart(6)} s`;
  }

  function draw(): void {
    if (!screen.live) return;
    const up = drawn > 0 ? `\x1b[${drawn}A` : "";
    const texts = [...running.keys()].map((name) => line(name).slice(0, screen.columns - 1));
    screen.write(up + "\x1b[J" + texts.map((text) => text + "\n").join(""));
    drawn = texts.length;
  }

  const timer = screen.live ? setInterval(draw, 200) : undefined;

  return {
    step(name, done, total): void {
      const since = running.get(name)?.since ?? performance.now();
      running.set(name, { done, total, since });
      draw();
    },
    end(name, outcome): void {
      if (!running.has(name)) return;
      const last = `${line(name)}  ${outcome}\n`;
      running.delete(name);
      const up = drawn > 0 ? `\x1b[${drawn}A\x1b[J` : "";
      screen.write(up + last);
      drawn = 0;
      draw();
    },
    close(): void {
      clearInterval(timer);
    },
  };
}
