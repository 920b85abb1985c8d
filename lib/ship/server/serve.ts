/** The handler on a port, until it is told to stop. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import defer * as sockets from "@hono/node-server";
import type { Service } from "../api/service.ts";
import { makeBatchThread } from "./batch-thread.ts";
import { type HttpOptions, makeHandler } from "./handler.ts";

/** Where to listen, to whom, and whom to tell. */
export interface ServeOptions extends HttpOptions {
  readonly hostname: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Certificate and private key in PEM, for HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** A server that runs. */
export interface Running {
  readonly url: string;
  /** Takes nothing new and lets what has begun end; done when it has, or has had its time. */
  readonly stop: () => Promise<void>;
}

/** The names of this machine to itself. */
const THIS_MACHINE: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** Whether only this machine can reach an address. */
export function isLocal(hostname: string): boolean {
  return THIS_MACHINE.includes(hostname) || hostname === "::1";
}

/** Tells how long after it is due a late request is noticed. */
const LOOK_MILLISECONDS = 500;

/**
 * Serves until stopped. A request's head must arrive in time, and so must its body.
 *
 * @throws `Error` for a port that is taken.
 */
export async function serve(service: Service, options: ServeOptions): Promise<Running> {
  const { hostname, port, tls, log, token } = options;
  const { limits } = service;
  const stopping = new AbortController();
  const batches = makeBatchThread();
  const served = { ...service, stopping: stopping.signal, batches: batches.answer };
  const handler = makeHandler(served, {
    log,
    token,
    hosts: options.hosts ?? (isLocal(hostname) ? THIS_MACHINE : undefined),
  });
  const timing = {
    headersTimeout: limits.headMilliseconds,
    // The body's own limit is kept by whoever reads it, and answered; this one only hangs up.
    requestTimeout: limits.headMilliseconds + 2 * limits.bodyMilliseconds,
    connectionsCheckingInterval: Math.min(LOOK_MILLISECONDS, limits.headMilliseconds),
  };
  const server = sockets.createAdaptorServer({
    fetch: handler,
    // Who reads a body also decides what becomes of the rest.
    autoCleanupIncoming: false,
    overrideGlobalObjects: false,
    ...tls === undefined
      ? { createServer, serverOptions: timing }
      // Not above: without a certificate nobody waits for it to load.
      : {
        createServer: (await import("node:https")).createServer,
        serverOptions: { ...timing, ...tls },
      },
  }) as Server;
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject);
  server.listen(port, hostname, listening.resolve);
  await listening.promise;

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // A body that is still coming gets half of the time, so that there is time to refuse it.
    const half = setTimeout(() => stopping.abort(), limits.stopMilliseconds / 2);
    const late = setTimeout(() => server.closeAllConnections(), limits.stopMilliseconds);
    await closed;
    batches.stop();
    clearTimeout(half);
    clearTimeout(late);
  }

  const shown = hostname.includes(":") ? `[${hostname}]` : hostname;
  const { port: taken } = server.address() as AddressInfo;
  return { url: `${tls === undefined ? "http" : "https"}://${shown}:${taken}/`, stop };
}
