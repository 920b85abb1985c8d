/** Debian's chromium, driven from Deno. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Starts the browser; `Error` that says what to install where there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = Deno.env.get("CHROMIUM") ?? PLACES.find(isFile);
  if (executablePath === undefined || !isFile(executablePath)) {
    throw new Error(
      `no chromium at ${executablePath ?? PLACES.join(", ")}: apt-get install chromium, ` +
        "or give its path in the environment as CHROMIUM",
    );
  }
  // Chromium refuses to run as root, as in a container, unless its sandbox is off.
  const args = Deno.uid() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath, args });
}

/**
 * Opens a page, and fails if anything went wrong in it that nobody looked for: an error in its
 * script, or something that its policy forbids.
 */
export async function onPage(
  browser: Browser,
  { url, ...options }: BrowserContextOptions & { readonly url: string },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", ({ message }) => wrong.push(message));
  page.on("console", (message) => {
    const text = message.text();
    // An answer that is a refusal is told of in the console too.
    if (message.type() === "error" && !/status of (422|503)/.test(text)) wrong.push(text);
  });
  try {
    await page.goto(url);
    await work(page);
  } finally {
    await context.close();
  }
  if (wrong.length > 0) throw new Error(`the page complained: ${wrong.join("; ")}`);
}
