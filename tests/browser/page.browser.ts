/** The page in a real browser, with the default model. `deno task test:browser` */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BrowserContextOptions, Page } from "playwright-core";
import { serve } from "heartbook/ship/server/serve.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import { trainHeart } from "heartbook/heart/train.ts";
import { onPage, startBrowser } from "./browser.ts";

const browser = await startBrowser();
const file = await trainHeart({ created: "2026-01-01T00:00:00.000Z" });
const server = await serve(
  { current: () => file, limits: defaultLimits },
  { hostname: "127.0.0.1", port: 0 },
);

globalThis.addEventListener("unload", () => void server.stop());

/** A test on a page of its own. The browser outlives it, so what it holds open is no leak. */
function test(
  name: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): void {
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => onPage(browser, { url: server.url, ...options }, work),
  });
}

const healthy = {
  age: "41",
  sex: "female",
  cp: "atypical angina",
  trestbps: "130",
  chol: "204",
  fbs: "no",
  restecg: "normal",
  thalach: "172",
  exang: "no",
  oldpeak: "0",
  slope: "upsloping",
  ca: "0",
  thal: "normal",
};

const sick = {
  ...healthy,
  age: "67",
  sex: "male",
  cp: "asymptomatic",
  thalach: "120",
  exang: "yes",
  oldpeak: "2.6",
  slope: "flat",
  ca: "2",
  thal: "reversible defect",
};

async function fill(page: Page, patient: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(patient)) {
    const field = page.locator(`#field-${name}`);
    const isSelect = await field.evaluate((element) => element.tagName === "SELECT");
    if (isSelect) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Asks, and waits until the form is the one that came back. */
async function ask(page: Page): Promise<void> {
  await page.locator("#patient").evaluate((form) => form.setAttribute("data-sent", ""));
  await page.getByRole("button", { name: "Ask the model" }).click();
  await page.locator("#patient:not([data-sent])").waitFor();
}

/** The id of what has the focus. */
const focused = (page: Page): Promise<string> => page.evaluate("document.activeElement.id");

/** Number of the headline. */
async function people(page: Page): Promise<number> {
  const words = await page.locator("#answer-title b").innerText();
  return Number(words.match(/\d+/)![0]);
}

test("a form filled in is answered in place: people, decision, reasons, and the focus", async (page) => {
  await fill(page, sick);
  await ask(page);
  assertEquals(new URL(page.url()).pathname, "/");
  assertEquals(await focused(page), "answer-title");
  assertEquals(await page.locator(".people .ill").count(), await people(page));
  assertEquals(await page.locator(".waterfall .step").count(), 9);
  const picture = page.getByRole("img", { name: "Of 100 people," });
  assert(await picture.isVisible());
  assertEquals(await page.locator("#field-ca").inputValue(), "2");
  assertEquals(await page.locator("#status").innerText(), "");
});

test("a clearly healthy patient reads low, a clearly sick one high", async (page) => {
  await fill(page, healthy);
  await ask(page);
  const low = await people(page);
  assertStringIncludes(
    await page.locator(".decision").innerText(),
    "would rule out coronary disease",
  );
  assertStringIncludes(await page.locator(".promises .no").innerText(), "recall was 80 %");
  await fill(page, sick);
  await ask(page);
  const high = await people(page);
  assert(low < 10 && high > 90, `${low} and ${high} of 100`);
});

test("a value that cannot be is shown where it stands, and once put right it is answered", async (page) => {
  await fill(page, { ...healthy, chol: "5.8", oldpeak: "2,3" });
  await ask(page);
  assertEquals(await focused(page), "faults");
  assertEquals(await page.locator("#answer-title").count(), 0);
  assertStringIncludes(await page.locator("#field-chol-fault").innerText(), "224 mg/dl");
  await page.locator("#faults").getByRole("link", { name: "Cholesterol" }).click();
  assertEquals(await focused(page), "field-chol");
  await fill(page, { chol: "224", oldpeak: "2.3" });
  await ask(page);
  assertEquals(await focused(page), "answer-title");
  assertEquals(await page.locator("[aria-invalid=true]").count(), 0);
});

test("markup that is typed in is shown as text", async (page) => {
  await fill(page, { age: '"><img src=x onerror=alert(1)>' });
  await ask(page);
  assertEquals(await page.locator("form img").count(), 0);
  assertEquals(await page.locator("#field-age").inputValue(), '"><img src=x onerror=alert(1)>');
});

test("everything may be unknown", async (page) => {
  await page.getByRole("link", { name: "all unknown" }).click();
  await ask(page);
  assertEquals(await page.locator(".warnings li").count(), 13);
  assertEquals(await page.locator(".people").count(), 0);
  assertStringIncludes(await page.locator("#answer-title").innerText(), "13 of 13 values");
});

test("the keyboard alone is enough: to the form, through it, and to the answer", async (page) => {
  await page.keyboard.press("Tab");
  assertEquals(await page.locator(":focus").innerText(), "To the form");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assertEquals(await focused(page), "field-age");
  await page.keyboard.type("67");
  await page.keyboard.press("Tab");
  await page.keyboard.type("female");
  assertEquals(await page.locator("#field-sex").inputValue(), "female");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator("#answer-title").waitFor();
  assertEquals(await focused(page), "answer-title");
  assertEquals(await page.locator("#field-age").inputValue(), "67");
});

test("whatever has the focus can be seen to have it", async (page) => {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Tab");
    // The frame's own document shows what has the focus in it.
    const outline: string = await page.evaluate(`document.activeElement.tagName === "IFRAME"
      ? "solid" : getComputedStyle(document.activeElement).outlineStyle`);
    assertEquals(outline, "solid");
  }
});

test("every field has a name, and a description that is there", async (page) => {
  for (const { name, label } of file.schema.features) {
    const field = page.getByLabel(label);
    assertEquals(await field.getAttribute("name"), name);
  }
  const lost: string[] = await page.evaluate(`
    [...document.querySelectorAll("[aria-describedby], [aria-labelledby]")].flatMap((element) =>
      (element.getAttribute("aria-describedby") ?? element.getAttribute("aria-labelledby"))
        .split(" ").filter((id) => document.getElementById(id) === null))`);
  assertEquals(lost, []);
});

test("the explorer counts who is missed, with the keyboard too", async (page) => {
  const explorer = page.frameLocator("#explorer");
  const slider = explorer.getByRole("slider");
  const missed = explorer.locator("[data-part=missed]");
  await slider.focus();
  await page.keyboard.press("End");
  assertEquals(await missed.innerText(), String(file.card.patients.diseased));
  await page.keyboard.press("Home");
  assertEquals(await missed.innerText(), "0");
  const { height } = (await page.locator("#explorer").boundingBox())!;
  const inside: number = await slider.evaluate((element) =>
    element.ownerDocument.documentElement.scrollHeight
  );
  assert(Math.abs(height - inside) <= 1, `${height} and ${inside}`);
});

test("the card is a click away, with its chart", async (page) => {
  await page.getByRole("link", { name: "The whole card" }).click();
  await page.getByRole("heading", { name: file.card.title }).waitFor();
  assert(await page.locator("svg").first().isVisible());
});

test("a server that does not answer is told of, and nothing typed is lost", async (page) => {
  await page.route("**/", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({ detail: "too much for the time there is" }),
    }));
  await fill(page, { age: "67" });
  await page.getByRole("button").click();
  await page.locator("#status:not(:empty)", { hasText: "No answer" }).waitFor();
  assertStringIncludes(await page.getByRole("status").innerText(), "too much for the time");
  assertEquals(await page.locator("#field-age").inputValue(), "67");
  assert(await page.getByRole("button").isEnabled());
});

test("the page answers without a script", async (page) => {
  await fill(page, sick);
  await page.getByRole("button").click();
  await page.locator("#answer-title").waitFor();
  assert(await people(page) > 90);
}, { javaScriptEnabled: false });

for (const width of [320, 390, 768]) {
  test(`nothing sticks out at a width of ${width}, and fingers find the fields`, async (page) => {
    await ask(page);
    const wide: number = await page.evaluate("document.documentElement.scrollWidth");
    assert(wide <= width, `${wide}`);
    const low: string[] = await page.evaluate(`
      [...document.querySelectorAll("form input, form select, form button, form a")]
        .filter((element) => element.getBoundingClientRect().height < 44).map(({ id }) => id)`);
    assertEquals(low, []);
  }, { viewport: { width, height: 800 }, hasTouch: true });
}

/** WCAG's contrast of each text with what is behind it, the lowest first. */
const CONTRASTS = `
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return rgb(colour)[3] === 255 || element.parentElement === null
      ? colour
      : behind(element.parentElement);
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== ""));
  return texts.map((element) => {
    const style = getComputedStyle(element);
    const text = light(element.ownerSVGElement ? style.fill : style.color);
    const ground = light(behind(element));
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    return [ratio, element.textContent.trim().slice(0, 40)];
  }).sort(([a], [b]) => a - b);
})()`;

for (const colorScheme of ["light", "dark"] as const) {
  test(`all text stands out, ${colorScheme}`, async (page) => {
    const ground: string = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    const [red] = ground.match(/\d+/g)!.map(Number);
    assertEquals(red > 128, colorScheme === "light");
    for (const chol of ["5.8", "224"]) {
      await fill(page, { ...sick, chol });
      await ask(page);
      const [[lowest, words]]: [number, string][] = await page.evaluate(CONTRASTS);
      assert(lowest >= 4.5, `${lowest.toFixed(2)}: ${words}`);
    }
  }, { colorScheme });
}

Deno.test({
  name: "the browser can be closed again",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: () => browser.close(),
});
