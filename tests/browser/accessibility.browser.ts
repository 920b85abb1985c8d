/** What axe, the usual checker of accessibility, finds on each page: nothing. */
import { assert, assertEquals } from "@std/assert";
import { serve } from "heartbook/ship/server/serve.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import { trainHeart } from "heartbook/heart/train.ts";
import { findViolations } from "./axe.ts";
import { startBrowser } from "./browser.ts";

const file = await trainHeart({ created: "2026-01-01T00:00:00.000Z" });
const server = await serve(
  { current: () => file, limits: defaultLimits },
  { hostname: "127.0.0.1", port: 0 },
);

const browser = await startBrowser();

globalThis.addEventListener("unload", () => void server.stop());

const PHONE = { width: 390, height: 844 };

function test(name: string, work: () => Promise<void>): void {
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false, fn: work });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const path of ["", "card", "explorer"]) {
    test(`axe finds nothing on /${path} in ${colorScheme}`, async () => {
      // The pages' own policy lets no script in, the checker's neither.
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${server.url}${path}`);
      if (path === "") {
        await page.getByRole("button", { name: "Ask the model" }).click();
        await page.locator("#answer-title").waitFor();
      }
      const found = await findViolations(page);
      await context.close();
      assertEquals(found, []);
    });
  }
}

test("on a phone the form takes three screens at most, and nothing runs over its edge", async () => {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  await page.goto(server.url);
  const [form, width] = await page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: {
        getElementById: (id: string) => { getBoundingClientRect: () => { height: number } };
        documentElement: { scrollWidth: number };
      };
    };
    return [
      document.getElementById("patient").getBoundingClientRect().height,
      document.documentElement.scrollWidth,
    ];
  });
  await context.close();
  assert(width <= PHONE.width, `${width} pixels wide`);
  assert(form <= 3 * PHONE.height, `the form is ${(form / PHONE.height).toFixed(1)} screens long`);
});
