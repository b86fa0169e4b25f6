import { expect, test } from "vitest";
import { complete } from "../../../src/config/complete.ts";
import { fromValue, originsOf, valueOf } from "../../../src/config/layer.ts";
import type { SchemaNode } from "../../../src/config/schema-node.ts";
import { originText } from "./resolved.ts";

test("defaults are filled in below maps and lists that are there, or are a default themselves", () => {
  const schema: SchemaNode = {
    properties: {
      budget: { type: "object", properties: { tokens: { default: 100 }, per: { default: "agent" } } },
      absent: { type: "object", properties: { never: { default: 1 } } },
      stages: { items: { properties: { wait: { default: 5 } } }, default: [] },
      names: { default: ["a"] },
      rollback: { default: {}, properties: { window: { default: 3 }, never: {} } },
    },
  };
  const layer = complete(
    fromValue({ budget: { tokens: 7 }, stages: [{}, { wait: 1 }] }, { from: "flag", name: "-x" }),
    schema,
  );
  expect(valueOf(layer)).toEqual({
    budget: { tokens: 7, per: "agent" },
    stages: [{ wait: 5 }, { wait: 1 }],
    names: ["a"],
    rollback: { window: 3 },
  });
  expect(Object.fromEntries([...originsOf(layer)].map(([path, origin]) => [path, originText(origin)]))).toEqual({
    "budget.tokens": "flag -x",
    "budget.per": "default",
    "stages[0].wait": "default",
    "stages[1].wait": "flag -x",
    "names[0]": "default",
    "rollback.window": "default",
  });
});
