import { assertThrows } from "@std/assert";
import { checkSchema } from "heartbook/data/check-schema.ts";
import { heartSchema } from "heartbook/heart/heart.ts";

Deno.test("checkSchema() says which category has no levels, or a code for none of them", () => {
  const place = heartSchema.features.findIndex(({ name }) => name === "sex");
  const withSex = (changes: Record<string, unknown>): unknown => ({
    ...heartSchema,
    features: heartSchema.features.with(place, {
      ...heartSchema.features[place],
      ...changes,
    } as never),
  });
  const at = `schema.features[${place}]`;
  assertThrows(() => checkSchema(withSex({ levels: 2 }), "schema"), TypeError, `${at}.levels`);
  assertThrows(() => checkSchema(withSex({ codes: { 7: "x" } }), "schema"), Error, `${at}.codes.7`);
});
