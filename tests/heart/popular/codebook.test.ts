import { assertEquals } from "@std/assert";
import { popularCodebook } from "heartbook/heart/popular/codebook.ts";

Deno.test("popularCodebook() tells the codes that differ, as found row by row", () => {
  const told = popularCodebook().map(({ column, original, popular }) =>
    `${column} ${original}>${popular}`
  );
  assertEquals(told, [
    ...["cp 1>3", "cp 2>1", "cp 3>2", "cp 4>0"],
    ...["restecg 0>1", "restecg 1>2", "restecg 2>0"],
    ...["slope 1>2", "slope 2>1", "slope 3>0"],
    "ca ?>4",
    ...["thal 3>2", "thal 6>1", "thal 7>3", "thal ?>0"],
  ]);
});
