import { assertEquals } from "@std/assert";
import { headlines, headlineTable } from "heartbook/jupyter/headlines.ts";
import type { Output } from "heartbook/jupyter/notebook.ts";
import { codeCell, notebookOf } from "./notebook-of.ts";

const output = (data: unknown): Output => ({
  output_type: "display_data",
  data: { "application/vnd.heartbook.headline+json": data, "text/plain": "" },
  metadata: {},
});

Deno.test("headlines() finds the figures in order and passes over what is none", () => {
  const first = { label: "patients", value: 303 };
  const second = { label: "AUC", value: "0.91" };
  const stream = { output_type: "stream", name: "stdout", text: "" } as const;
  const cells = [
    codeCell("1", [output(first), stream]),
    codeCell("2", [output("x"), output(null), output({ label: 1 }), output(second)]),
  ];
  assertEquals(headlines({ ...notebookOf(), cells }), [first, second]);
});

Deno.test("headlineTable() lines up its columns", () => {
  const table = headlineTable([
    { notebook: "01", label: "patients", value: 303 },
    { notebook: "04-the", label: "AUC", value: "0.91" },
  ]);
  assertEquals(table, "01      patients  303\n04-the  AUC       0.91");
});
