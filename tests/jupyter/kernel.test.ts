import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { startKernel } from "heartbook/jupyter/kernel.ts";
import { engineFlags, freePorts, type Ports } from "heartbook/jupyter/kernel-process.ts";
import { filesIn, isAlive, withFolder } from "./notebook-of.ts";

const folder = "tests/jupyter";

Deno.test("freePorts() gives five different ports", () => {
  assertEquals(new Set(freePorts()).size, 5);
});

Deno.test("engineFlags() puts the reader's own flags last, where they count", () => {
  const ours = engineFlags("");
  assertEquals(ours.startsWith("--wasm-tiering-budget="), true);
  assertEquals(engineFlags("--stack-size=2000"), `${ours},--stack-size=2000`);
});

Deno.test("startKernel() gives a kernel that answers, and stop() leaves no process", async () => {
  const kernel = await startKernel({ folder });
  const reply = await kernel.ask("kernel_info_request", {});
  assertEquals(reply.content.implementation, "Deno kernel");
  assert(await isAlive(kernel.pid));
  await kernel.stop();
  await kernel.stop();
  assertEquals(await isAlive(kernel.pid), false);
  await assertRejects(() => kernel.ask("kernel_info_request", {}));
});

Deno.test("startKernel() tries other ports when one has been taken, whichever it is", async () => {
  for (const taken of [0, 4]) { // one that the runner dials as well, and one that only the kernel uses
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const choices: Ports[] = [];
    const kernel = await startKernel({
      folder,
      choosePorts(): Ports {
        const ports = [...freePorts()];
        if (choices.length === 0) ports[taken] = listener.addr.port;
        choices.push(ports);
        return ports;
      },
    });
    await kernel.stop();
    assertEquals(choices.length, 2);
    assertNotEquals(choices[0], choices[1]);
  }
});

Deno.test("startKernel() gives up when ports are taken each time, and says so", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const choosePorts = (): Ports => [...freePorts().slice(1), listener.addr.port];
  await assertRejects(
    () => startKernel({ folder, choosePorts, attempts: 2 }),
    Error,
    "the Deno kernel did not start: the kernel ended with exit code 1:",
  );
});

Deno.test("startKernel() says when there is no Deno, or one without a kernel", async () => {
  await assertRejects(
    () => startKernel({ folder, executable: "no-such-deno" }),
    Error,
    "the Deno kernel did not start: ",
  );
  await assertRejects(
    () => startKernel({ folder, executable: "false" }),
    Error,
    "the Deno kernel did not start: the kernel ended with exit code 1",
  );
});

Deno.test("startKernel() gives up a kernel that does not answer, and ends it", async () => {
  await withFolder(async (folder) => {
    const executable = `${folder}/mute`;
    await Deno.writeTextFile(executable, "#!/bin/sh\necho $$ > pid\nexec sleep 60\n", {
      mode: 0o755,
    });
    await assertRejects(
      () => startKernel({ folder, executable, patience: 1 }),
      Error,
      "did not answer within 1 s",
    );
    const pid = Number(await Deno.readTextFile(`${folder}/pid`));
    assertEquals(await isAlive(pid), false);
    assertEquals((await filesIn(folder)).length, 2);
  });
});

Deno.test("startKernel() stops with the signal's reason when it is aborted meanwhile", async () => {
  const reason = new Error("enough");
  await assertRejects(
    () => startKernel({ folder, signal: AbortSignal.abort(reason) }),
    Error,
    "enough",
  );
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 20);
  await assertRejects(() => startKernel({ folder, signal: stop.signal }), Error, "enough");
});
