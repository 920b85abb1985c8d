/** A process of its own that writes predictions with their outcomes, and says each id when it has. */
import { readHeart } from "heartbook/heart/heart.ts";
import { openPredictionLog } from "heartbook/watch/prediction-log.ts";

const [path, count] = Deno.args;
const { schema, rows } = readHeart();
using watch = openPredictionLog(path);
for (let i = 0; i < Number(count); i++) {
  const [id] = watch.log({ model: "first", schema }, [{ row: rows[i % rows.length], p: 0.5 }]);
  watch.outcomes([{ id, label: 1 }]);
  console.log(id);
}
