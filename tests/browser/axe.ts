/** The usual checker of accessibility, run in a page. */
import axe from "axe-core";
import type { Page } from "playwright-core";

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What it finds wrong, with the beginnings of the places. */
export async function findViolations(
  page: Page,
): Promise<{ readonly id: string; readonly help: string; readonly html: string[] }[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: Finding[] }> };
    };
    return (await axe.run()).violations;
  });
  return found.map(({ id, help, nodes }) => ({
    id,
    help,
    html: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary}`),
  }));
}
