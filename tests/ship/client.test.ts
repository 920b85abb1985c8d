/** The other side of the API, against a server that only notes what it is sent. */
import { assertEquals, assertRejects } from "@std/assert";
import { askServer, describeReply } from "heartbook/ship/client.ts";

Deno.test("askServer() posts the patients as JSON to /predict, and hands on whatever is replied", async () => {
  const seen: unknown[] = [];
  const replies = [{ model: "m", answers: [] }, { title: "Unprocessable Content", detail: "no" }];
  await using server = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    const { method, url, headers } = request;
    const type = headers.get("content-type");
    seen.push([method, new URL(url).pathname, type, await request.json()]);
    return Response.json(replies[seen.length - 1], { status: seen.length === 1 ? 200 : 422 });
  });
  const { port } = server.addr;
  const patients = [{ age: 63, sex: null }];
  for (const [i, url] of [`http://127.0.0.1:${port}/`, `http://127.0.0.1:${port}`].entries()) {
    assertEquals(await askServer(url, patients), replies[i] as never);
    assertEquals(seen[i], ["POST", "/predict", "application/json", { patients }]);
  }
});

Deno.test("askServer() says so where nobody answers", async () => {
  await assertRejects(() => askServer("http://127.0.0.1:1/", []), TypeError);
});

Deno.test("describeReply() gives the decisions, or what is wrong with which feature", () => {
  const answers = ["healthy", "refer"].map((decision) => ({ decision })) as never;
  assertEquals(describeReply({ model: "m", answers }), "healthy, refer");
  const refused = { title: "Unprocessable Content", detail: "the body: expected an object" };
  assertEquals(describeReply(refused), "refused: the body: expected an object");
  const errors = [
    { pointer: "/patients/0/age", detail: "too high" },
    { pointer: "/patients/1/sex", detail: "unknown" },
  ];
  assertEquals(describeReply({ ...refused, errors }), "refused: age: too high; sex: unknown");
});
