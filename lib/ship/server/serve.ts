/** The handler on a port, until it is told to stop. */
import type { Service } from "../api/service.ts";
import { type HttpOptions, makeHandler } from "./handler.ts";

/** Where to listen, and whom to tell. */
export interface ServeOptions extends Pick<HttpOptions, "log"> {
  readonly hostname: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** A server that runs. */
export interface Running {
  readonly url: string;
  /** Takes nothing new and lets what has begun end; done when it has, or has had its time. */
  readonly stop: () => Promise<void>;
}

const THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Serves until stopped.
 *
 * @throws `Deno.errors.AddrInUse` for a port that is taken.
 */
export function serve(service: Service, { hostname, port, log }: ServeOptions): Running {
  const local = THIS_MACHINE.includes(hostname) || hostname === "::1";
  const handler = makeHandler(service, { log, hosts: local ? THIS_MACHINE : undefined });
  const server = Deno.serve({ hostname, port, onListen: () => {} }, handler);

  async function stop(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, service.limits.stopMilliseconds);
    });
    await Promise.race([server.shutdown(), late]);
    clearTimeout(timer);
  }

  const shown = hostname.includes(":") ? `[${hostname}]` : hostname;
  return { url: `http://${shown}:${server.addr.port}/`, stop };
}
