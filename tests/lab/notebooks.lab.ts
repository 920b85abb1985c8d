/**
 * Every notebook in a real JupyterLab and a real browser: first as a reader finds it, untrusted and
 * not run; then trusted and run from top to bottom; then saved; then in the dark theme.
 */
import { assert, assertEquals } from "@std/assert";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { compareNotebooks } from "heartbook/jupyter/compare.ts";
import { findNotebooks, NOTEBOOKS } from "heartbook/jupyter/find-notebooks.ts";
import { type Notebook, readNotebook } from "heartbook/jupyter/notebook.ts";
import { startBrowser } from "../browser/browser.ts";
import { command, faintTexts, look } from "./in-page.ts";
import { CACHE, endKernels, type Lab, startLab } from "./jupyterlab.ts";

const named = (Deno.env.get("NOTEBOOKS") ?? "").split(" ").filter(Boolean);
const paths = await findNotebooks(named, NOTEBOOKS);
const PICTURES = join(CACHE, "lab", "pictures");
const DARK = { name: "apputils:change-theme", args: { theme: "JupyterLab Dark" } };
const LIGHT = { name: "apputils:change-theme", args: { theme: "JupyterLab Light" } };
const RUN_ALL_MS = 300_000;

function countPictures({ cells }: Notebook): number {
  return cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .filter((output) => "data" in output && "image/png" in output.data).length;
}

async function openNotebook(browser: Browser, lab: Lab, name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${lab.url}lab/tree/${name}?reset`);
  await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 60_000 });
  await page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").waitFor({
    timeout: 60_000,
  });
  return page;
}

/** Pictures are decoded after the cells are there. */
async function lookAt(page: Page, pictures: number): Promise<ReturnType<typeof look>> {
  let seen = await page.evaluate(look);
  for (let tries = 0; seen.pictures < pictures && tries < 50; tries++) {
    await page.waitForTimeout(100);
    seen = await page.evaluate(look);
  }
  return seen;
}

async function photograph(page: Page, name: string): Promise<void> {
  const notebook = page.locator(".jp-Notebook .jp-WindowedPanel-outer");
  const target = await notebook.count() > 0 ? notebook.first() : page.locator(".jp-Notebook");
  await target.screenshot({ path: join(PICTURES, `${name}.png`) });
}

async function trust(page: Page): Promise<void> {
  const asked = page.evaluate(command, { name: "notebook:trust" });
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  await asked;
}

async function moveThreshold(page: Page): Promise<void> {
  const slider = page.locator("input[data-part=slider]");
  await slider.scrollIntoViewIfNeeded();
  const count = (part: string): Promise<string | null> =>
    page.locator(`[data-part=${part}]`).last().textContent();
  const counts = async (): Promise<string> => `${await count("found")} ${await count("missed")}`;
  const start = await counts();
  const cells = (await page.evaluate(look)).cells;
  await slider.focus();
  for (let i = 0; i < 5; i++) await slider.press("ArrowRight");
  const byKeys = await counts();
  assert(byKeys !== start, "the arrow keys move the threshold");
  await slider.press("a");
  await slider.press("b");
  assertEquals((await page.evaluate(look)).cells, cells, "letters are not taken for commands");
  const { width, height } = (await slider.boundingBox())!;
  await slider.click({ position: { x: width * 0.9, y: height / 2 } });
  assert(await counts() !== byKeys, "the mouse moves the threshold");
}

const lab = await startLab(paths);
const browser = await startBrowser();
await Deno.mkdir(PICTURES, { recursive: true });

Deno.test({
  name: "the notebooks in JupyterLab",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async (t) => {
    for (const path of paths) {
      const name = basename(path);
      const committed = await readNotebook(path);
      const pictures = countPictures(committed);
      const page = await openNotebook(browser, lab, name);
      const title = name.slice(0, 2);

      await t.step(
        `${title}, untrusted: every figure is drawn and no code is cut off`,
        async () => {
          const seen = await lookAt(page, pictures);
          await photograph(page, `${title}-untrusted`);
          assertEquals({ pictures: seen.pictures, cutOff: seen.cutOff }, { pictures, cutOff: [] });
          assertEquals(
            await page.locator(".jp-OutputArea-output svg").count(),
            0,
            "nothing spills",
          );
        },
      );
      await t.step(`${title}: trusted and run, it says what is committed`, async () => {
        await trust(page);
        page.setDefaultTimeout(RUN_ALL_MS);
        await page.evaluate(command, { name: "notebook:run-all-cells" });
        await page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").waitFor();
        await page.evaluate(command, { name: "docmanager:save" });
        const copy = join(lab.folder, name);
        const rerun = await readNotebook(copy);
        assertEquals(compareNotebooks({ committed, rerun, name }), []);
        assertEquals(await Deno.readTextFile(copy), await Deno.readTextFile(path), "no diff");
      });
      if (await page.locator("input[data-part=slider]").count() > 0) {
        await t.step(`${title}: the threshold moves by mouse and keys`, () => moveThreshold(page));
      }
      await t.step(
        `${title}: every text of its outputs can be read in the dark theme`,
        async () => {
          await page.evaluate(command, DARK);
          await page.waitForFunction(
            `document.body.dataset.jpThemeLight === "false"`,
          );
          await photograph(page, `${title}-dark`);
          assertEquals(await page.evaluate(faintTexts, 4.5), []);
          await page.evaluate(command, LIGHT);
        },
      );
      await page.close();
      await endKernels(lab);
    }
  },
});

Deno.test.afterAll(async () => {
  await browser.close();
  await lab[Symbol.asyncDispose]();
});
