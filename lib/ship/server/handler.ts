/** The whole server as one function from request to response: routes, errors, headers, log. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { apiRoutes } from "../api/api.ts";
import { checkReady, type Service } from "../api/service.ts";
import { secure } from "../http/headers.ts";
import { problemResponse, refusal } from "../http/problem.ts";
import { pageRoutes } from "../page/page.ts";
import { LogError } from "../../watch/log-error.ts";
import { makeMetrics } from "./metrics.ts";
import { tokenCheck } from "./token.ts";

/** How a server speaks to the one who runs it, and to whom it listens. */
export interface HttpOptions {
  /** One line per request: method, route, status, time, id. Never what was asked or answered. */
  readonly log?: (line: string) => void;
  /**
   * Names by which it may be called, without a port; any by default. A server for this machine
   * alone must know its own: else a page from elsewhere could have its own name lead here.
   */
  readonly hosts?: readonly string[];
  /** What everybody must say who asks for more than /health and /ready; by default nothing. */
  readonly token?: string;
}

/** Any other word for a method could be anything. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Refuses what a page of another site has a browser send, be it under a name borrowed for it. */
function checkSource({ url, headers }: Request, hosts?: readonly string[]): void {
  const parsed = URL.parse(url);
  if (parsed === null) {
    throw refusal({ status: 400, detail: "expected a Host that can be one, got another" });
  }
  const { host, hostname } = parsed;
  if (hosts !== undefined && !hosts.includes(hostname)) {
    throw refusal({ status: 421, detail: "this server does not go by that name" });
  }
  const origin = headers.get("origin");
  if (origin !== null && URL.parse(origin)?.host !== host) {
    throw refusal({ status: 403, detail: "this server takes nothing from another site's page" });
  }
}

/** Whether an error's message is the system's, which knows of files and never of patients. */
function isOfSystem(error: Error): boolean {
  return error instanceof LogError ||
    Object.values(Deno.errors).some((Kind) => error instanceof Kind);
}

/**
 * An error for the one who runs the server: the system's with its message, one of ours as the frames
 * of its stack, since its message may repeat what a patient's cell held.
 */
function describeError(error: Error): string {
  if (isOfSystem(error)) return `${error.name}: ${error.message}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join("\n");
}

/**
 * A server's answer to each request. Whatever goes wrong is answered with problem details, and an
 * error of ours says nothing of a patient, neither to the client nor in the log.
 */
export function makeHandler(
  service: Service,
  { log = () => {}, hosts, token }: HttpOptions = {},
): (request: Request) => Response | Promise<Response> {
  const app = new Hono<{ Variables: { id: string } }>();
  const metrics = makeMetrics();
  const checkToken = token === undefined ? undefined : tokenCheck(token);

  app.use(async (context, next) => {
    const start = performance.now();
    // Ours, not the client's: what a client sends is not written into a log.
    const id = crypto.randomUUID();
    context.set("id", id);
    await next();
    secure(context.res.headers);
    context.res.headers.set("x-request-id", id);
    // The last of the routes that match; where there is but this one, the path may hold anything.
    const route = routePath(context, -1);
    const known = route === "/*" ? "(no such path)" : route;
    const milliseconds = performance.now() - start;
    const { req: { method }, res: { status } } = context;
    metrics.count({
      method: METHODS.has(method) ? method : "other",
      route: known,
      status,
      milliseconds,
    });
    log(`${method} ${known} ${status} ${milliseconds.toFixed(1)} ms ${id}`);
  });
  app.use(async (context, next) => {
    checkSource(context.req.raw, hosts);
    await checkToken?.(context.req.path, context.req.raw.headers);
    await next();
  });

  const routes = [apiRoutes(service), pageRoutes(service)];
  for (const each of routes) app.route("/", each);

  app.get("/metrics", async (context) => {
    const ready = await checkReady(service).then(() => true, () => false);
    const text = metrics.text({ model: service.current().contentSha256, ready });
    return context.body(text, 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  });

  app.notFound(({ req }) => {
    const methods = app.routes.filter(({ path, method }) => path === req.path && method !== "ALL")
      .map(({ method }) => method === "GET" ? "GET, HEAD" : method);
    if (methods.length === 0) {
      return problemResponse({ status: 404, detail: "there is nothing here" });
    }
    const allow = methods.join(", ");
    return problemResponse({
      status: 405,
      detail: `expected method ${allow}, got ${req.method}`,
      headers: { allow },
    });
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    const id = context.get("id");
    log(`request ${id}: ${describeError(error)}`);
    if (error instanceof LogError) {
      return problemResponse({
        status: 503,
        detail: `the log of predictions cannot be used now, so nothing was kept: request ${id}`,
        headers: { "retry-after": "1" },
      });
    }
    return problemResponse({
      status: 500,
      detail: `an error of ours; the server's log has more of request ${id}`,
    });
  });
  return (request) => app.fetch(request);
}
