/** What axe finds on the pages of `deno task report`: nothing; and every picture there is drawn. */
import { assert, assertEquals } from "@std/assert";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findNotebooks, NOTEBOOKS } from "heartbook/jupyter/find-notebooks.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { type Listed, renderIndex, renderReport } from "heartbook/jupyter/report.ts";
import { findViolations } from "./axe.ts";
import { startBrowser } from "./browser.ts";

const folder = await Deno.makeTempDir();
const listed = await Promise.all((await findNotebooks([], NOTEBOOKS)).map(
  async (path): Promise<Listed> => ({
    name: basename(path, ".ipynb"),
    notebook: await readNotebook(path),
  }),
));
for (const { name, notebook } of listed) {
  await Deno.writeTextFile(join(folder, `${name}.html`), renderReport(notebook, name));
}
await Deno.writeTextFile(join(folder, "index.html"), renderIndex(listed));
const pages = ["index", ...listed.map(({ name }) => name)];

const browser = await startBrowser();

globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

for (const colorScheme of ["light", "dark"] as const) {
  for (const name of pages) {
    Deno.test({
      name: `axe finds nothing in the report's ${name} in ${colorScheme}, and all of it is drawn`,
      sanitizeOps: false,
      sanitizeResources: false,
      fn: async () => {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
        // Code that is folded away is checked as if it had been opened.
        await page.locator("details").evaluateAll((all) => {
          for (const each of all) each.setAttribute("open", "");
        });
        const widths = await page.locator("img").evaluateAll((all) =>
          all.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
        );
        const found = await findViolations(page);
        await context.close();
        assert(widths.length > 0 && widths.every((width) => width > 0), `widths ${widths}`);
        assertEquals(found, []);
      },
    });
  }
}
