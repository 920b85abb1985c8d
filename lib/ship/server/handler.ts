/** The whole server as one function from request to response: routes, errors, headers, log. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { apiRoutes } from "../api/api.ts";
import type { Service } from "../api/service.ts";
import { secure } from "../http/headers.ts";
import { problemResponse, refusal } from "../http/problem.ts";
import { pageRoutes } from "../page/page.ts";

/** How a server speaks to the one who runs it, and to whom it listens. */
export interface HttpOptions {
  /** One line a request: method, route, status, time. Never what was asked or answered. */
  readonly log?: (line: string) => void;
  /**
   * Names by which it may be called, without a port; any unless given. A server for this machine
   * alone must know its own: else a page from elsewhere could have its own name lead here.
   */
  readonly hosts?: readonly string[];
}

/** Refuses what a page of another site has a browser send, be it under a name borrowed for it. */
function checkSource({ url, headers }: Request, hosts?: readonly string[]): void {
  const { host, hostname } = new URL(url);
  if (hosts !== undefined && !hosts.includes(hostname)) {
    throw refusal({ status: 421, detail: "this server does not go by that name" });
  }
  const origin = headers.get("origin");
  if (origin !== null && URL.parse(origin)?.host !== host) {
    throw refusal({ status: 403, detail: "this server takes nothing from another site's page" });
  }
}

/** The frames of an error's stack: its message may repeat what a patient's cell held. */
function withoutMessage(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join("\n");
}

/**
 * A server's answer to each request. Whatever goes wrong is answered with problem details, and an
 * error of ours says nothing of a patient, neither to the client nor in the log.
 */
export function makeHandler(
  service: Service,
  { log = () => {}, hosts }: HttpOptions = {},
): (request: Request) => Response | Promise<Response> {
  const app = new Hono();

  app.use(async (context, next) => {
    const start = performance.now();
    await next();
    secure(context.res.headers);
    // The last of the routes that match; where there is but this one, the path may hold anything.
    const route = routePath(context, -1);
    const known = route === "/*" ? "(no such path)" : route;
    const took = (performance.now() - start).toFixed(1);
    log(`${context.req.method} ${known} ${context.res.status} ${took} ms`);
  });
  app.use(async (context, next) => {
    checkSource(context.req.raw, hosts);
    await next();
  });

  const routes = [apiRoutes(service), pageRoutes(service)];
  for (const each of routes) app.route("/", each);

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
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    log(withoutMessage(error));
    return problemResponse({ status: 500, detail: "an error of ours; the server's log has more" });
  });
  return (request) => app.fetch(request);
}
