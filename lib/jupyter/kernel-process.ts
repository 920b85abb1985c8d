/** The process of a Deno kernel: started on ports of its own, and gone without a trace. */

/** Five ports of this machine, in the order shell, iopub, stdin, control, heartbeat. */
export type Ports = readonly number[];

/** A kernel that is starting or running. */
export interface KernelProcess {
  readonly pid: number;
  /** The key that its messages are signed with. */
  readonly key: string;
  /** Rejects, when the process has ended, with an `Error` that says how; never resolves. */
  readonly death: Promise<never>;
  /** Ends the process and all that it started; resolves once it is gone. Twice is no error. */
  end(): Promise<void>;
}

/**
 * How a kernel's engine is set. WebAssembly is compiled at its best far later than by default: the
 * program that cuts the font to a chart's letters is large, and compiling it for the few charts of a
 * notebook never pays. The models' loops are small, and run so long that they hardly notice.
 */
const ENGINE_FLAGS = "--wasm-tiering-budget=1000000000";

/** The same for `DENO_V8_FLAGS`, before flags of the reader's own: of two the last one counts. */
export function engineFlags(own = Deno.env.get("DENO_V8_FLAGS")): string {
  return own ? `${ENGINE_FLAGS},${own}` : ENGINE_FLAGS;
}

const HOST = "127.0.0.1";
const PORT_NAMES = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"];
const LAST_WORDS = 4000;

/** Five ports that nothing listens on at this moment. Errors: an `Error` when there are none. */
export function freePorts(): Ports {
  const listeners: Deno.TcpListener[] = [];
  try {
    while (listeners.length < PORT_NAMES.length) {
      listeners.push(Deno.listen({ hostname: HOST, port: 0 }));
    }
    return listeners.map((listener) => (listener.addr as Deno.NetAddr).port);
  } catch (cause) {
    throw new Error(`no free port on ${HOST} for a kernel to listen on`, { cause });
  } finally {
    for (const listener of listeners) listener.close();
  }
}

/** The end of what a process wrote to standard error, without Deno's notice on `deno jupyter`. */
async function lastWords(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let words = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    words = (words + piece).slice(-LAST_WORDS);
  }
  return words.replace(/^Warning "deno jupyter".*$/m, "").trim();
}

function killGroup(process: Deno.ChildProcess): void {
  for (const kill of [() => Deno.kill(-process.pid, "SIGKILL"), () => process.kill("SIGKILL")]) {
    try {
      return kill();
    } catch { /* no such group here, or the process has already ended */ }
  }
}

/**
 * Starts `deno jupyter` in a folder. Its connection file, which holds the key, is readable by this
 * user alone and goes when the process goes.
 */
export async function startProcess(
  { executable, folder, ports, workers }: {
    readonly executable: string;
    readonly folder: string;
    readonly ports: Ports;
    /** Threads that its cells may keep busy; default as in this process. */
    readonly workers?: number;
  },
): Promise<KernelProcess> {
  const key = crypto.randomUUID();
  const connectionFile = await Deno.makeTempFile({ prefix: "heartbook-", suffix: ".json" });
  const connection = {
    transport: "tcp",
    ip: HOST,
    key,
    signature_scheme: "hmac-sha256",
    ...Object.fromEntries(PORT_NAMES.map((name, i) => [name, ports[i]])),
  };
  await Deno.writeTextFile(connectionFile, JSON.stringify(connection));
  const removeFile = (): void => {
    try {
      Deno.removeSync(connectionFile);
    } catch { /* it is gone already */ }
  };
  let process: Deno.ChildProcess;
  try {
    process = new Deno.Command(executable, {
      args: ["jupyter", "--kernel", "--conn", connectionFile],
      cwd: folder,
      env: {
        NO_COLOR: "1",
        DENO_V8_FLAGS: engineFlags(),
        ...workers === undefined ? {} : { HEARTBOOK_WORKERS: String(workers) },
      },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      // A group of its own: Ctrl-C in the terminal is the runner's to handle, and what a cell
      // has started can be ended together with the kernel.
      detached: true,
    }).spawn();
  } catch (error) {
    removeFile();
    throw error;
  }
  const ended = Promise.all([process.status, lastWords(process.stderr)]);
  const death = ended.then(([{ signal, code }, words]): never => {
    removeFile();
    const how = signal ? `by signal ${signal}` : `with exit code ${code}`;
    throw new Error(`the kernel ended ${how}${words && `:\n${words}`}`);
  });
  death.catch(() => {}); // Whoever waits hears of it; nobody need be waiting.
  return {
    pid: process.pid,
    key,
    death,
    async end(): Promise<void> {
      killGroup(process);
      await death.catch(() => {});
    },
  };
}
