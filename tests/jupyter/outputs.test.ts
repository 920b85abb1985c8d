import { assertEquals } from "@std/assert";
import { type Message, request } from "heartbook/jupyter/messages.ts";
import { collectOutputs } from "heartbook/jupyter/outputs.ts";

const stream = (name: string, text: string): Message => request("stream", { name, text });

const display = (text: string, display_id?: string, type = "display_data"): Message =>
  request(type, { data: { "text/plain": text }, metadata: {}, transient: { display_id } });

const shown = (text: string) =>
  ({ output_type: "display_data", data: { "text/plain": text }, metadata: {} }) as const;

Deno.test("collectOutputs() merges neighbouring streams of one name only", () => {
  const collector = collectOutputs();
  const outputs = collector.nextCell();
  for (const [name, text] of [["stdout", "a\n"], ["stdout", "b\n"], ["stderr", "!"]]) {
    collector.take(stream(name, text));
  }
  collector.take(display("x"));
  collector.take(stream("stderr", "?"));
  assertEquals(outputs, [
    { output_type: "stream", name: "stdout", text: "a\nb\n" },
    { output_type: "stream", name: "stderr", text: "!" },
    shown("x"),
    { output_type: "stream", name: "stderr", text: "?" },
  ]);
});

Deno.test("collectOutputs() updates in place, in earlier cells too, and never adds", () => {
  const collector = collectOutputs();
  const first = collector.nextCell();
  collector.take(display("old", "id"));
  const second = collector.nextCell();
  collector.take(display("new", "id", "update_display_data"));
  collector.take(display("nobody", "unknown", "update_display_data"));
  assertEquals([first, second], [[shown("new")], []]);
});

Deno.test("collectOutputs() clears at once, or when the next output comes", () => {
  const collector = collectOutputs();
  const outputs = collector.nextCell();
  collector.take(display("a"));
  collector.take(request("clear_output", { wait: false }));
  assertEquals(outputs, []);
  collector.take(display("b"));
  collector.take(request("clear_output", { wait: true }));
  assertEquals(outputs, [shown("b")]);
  collector.take(display("c"));
  assertEquals(outputs, [shown("c")]);
});

Deno.test("collectOutputs() passes over what is no output", () => {
  const collector = collectOutputs();
  const outputs = collector.nextCell();
  for (const type of ["status", "execute_input", "comm_open", "something_else"]) {
    collector.take(request(type, { execution_state: "busy" }));
  }
  assertEquals(outputs, []);
});
