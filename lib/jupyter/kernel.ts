/** One fresh Deno kernel, spoken to over its sockets. */

import { freePorts, type KernelProcess, type Ports, startProcess } from "./kernel-process.ts";
import { decode, encode, type Message, request, signingKey } from "./messages.ts";
import { connect, type Socket, type SocketType } from "./zmtp.ts";

/** A running kernel. */
export interface Kernel {
  /** Its process. */
  readonly pid: number;
  /** Rejects, when the kernel has ended, with an `Error` that says how; never resolves. */
  readonly death: Promise<never>;
  /**
   * Sends a request on the shell socket and waits for its reply. Rejects with an `Error` that says
   * how the kernel ended when it ends first.
   */
  ask(type: string, content: unknown): Promise<Message>;
  /** Hands every message that the kernel broadcasts to `listener`, until the result is called. */
  listen(listener: (message: Message) => void): () => void;
  /** Ends the process and what it started; resolves once it is gone. Twice is no error. */
  stop(): Promise<void>;
}

/** Where and how a kernel is started. */
export interface KernelOptions {
  /** The folder of the notebook: relative paths and the import map are found from here. */
  readonly folder: string;
  /** Threads that its cells may keep busy; default as in this process. */
  readonly workers?: number;
  /** The Deno to start; the one that runs this. */
  readonly executable?: string;
  /** Called before each attempt; five ports that are free. */
  readonly choosePorts?: () => Ports;
  /** How often to start when a port was taken in the meantime; 5. */
  readonly attempts?: number;
  /** Seconds until a kernel that does not answer is given up; 30. */
  readonly patience?: number;
  /** Gives up the start and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The signal's reason, as a rejection once it is aborted. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Knocks until the kernel opens. Why it does not is for its process, or the clock, to say. */
async function dial(port: number, type: SocketType, signal: AbortSignal): Promise<Socket> {
  while (true) {
    try {
      return await connect(port, type, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      await pause(10);
    }
  }
}

/** Speaks to a kernel that listens. */
function converse(process: KernelProcess, shell: Socket, iopub: Socket, key: CryptoKey): Kernel {
  const replies = new Map<string, (reply: Message) => void>();
  const listeners = new Set<(message: Message) => void>();

  async function forward(socket: Socket, take: (message: Message) => void): Promise<void> {
    for (let frames; (frames = await socket.receive());) take(await decode(frames, key));
  }
  const end = Promise.all([
    forward(shell, (reply) => replies.get(reply.parent_header.msg_id ?? "")?.(reply)),
    forward(iopub, (message) => listeners.forEach((listener) => listener(message))),
  ]).then(() => process.death);
  end.catch(() => {}); // Whoever waits for a reply hears of it.

  return {
    pid: process.pid,
    death: process.death,
    async ask(type, content): Promise<Message> {
      const message = request(type, content);
      const { msg_id } = message.header;
      const reply = Promise.withResolvers<Message>();
      replies.set(msg_id, reply.resolve);
      try {
        // A kernel that has ended can be noticed here first, but its process says more.
        await shell.send(await encode(message, key)).catch(() => process.death);
        return await Promise.race([reply.promise, end]);
      } finally {
        replies.delete(msg_id);
      }
    },
    listen(listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop(): Promise<void> {
      shell.close();
      iopub.close();
      await process.end();
    },
  };
}

/** A subscription takes a moment: only a broadcast that arrives proves that none is missed. */
async function awaitSubscription(kernel: Kernel): Promise<void> {
  let heard = false;
  const stopListening = kernel.listen(() => heard = true);
  while (!heard) {
    await kernel.ask("kernel_info_request", {});
    if (!heard) await pause(10);
  }
  stopListening();
}

async function startOnce(options: KernelOptions): Promise<Kernel> {
  const { folder, executable = Deno.execPath(), choosePorts = freePorts, patience = 30 } = options;
  const { workers } = options;
  const ports = choosePorts();
  const process = await startProcess({ executable, folder, ports, workers });
  const givenUp = new AbortController();
  const tooLate = new Error(`it did not answer within ${patience} s`);
  const timer = setTimeout(() => givenUp.abort(tooLate), patience * 1000);
  const signal = AbortSignal.any([givenUp.signal, ...options.signal ? [options.signal] : []]);

  async function open(): Promise<Kernel> {
    const shell = await dial(ports[0], "DEALER", signal);
    const iopub = await dial(ports[1], "SUB", signal);
    const kernel = converse(process, shell, iopub, await signingKey(process.key));
    await awaitSubscription(kernel);
    return kernel;
  }

  try {
    return await Promise.race([open(), process.death, whenAborted(signal)]);
  } catch (error) {
    givenUp.abort(error);
    await process.end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts a kernel and waits until it listens to everything. When one of its ports has been taken in
 * the meantime, it starts again with other ports.
 *
 * Errors: an `Error` that says why the kernel did not start, such as how it ended, that it did not
 * answer, or that no port is free; the reason of `signal` when that is aborted.
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  for (let left = options.attempts ?? 5;; left--) {
    options.signal?.throwIfAborted();
    try {
      return await startOnce(options);
    } catch (cause) {
      options.signal?.throwIfAborted();
      const { message } = cause as Error;
      if (left > 1 && /AddrInUse/.test(message)) continue;
      throw new Error(`the Deno kernel did not start: ${message}`, { cause });
    }
  }
}
