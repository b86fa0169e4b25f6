import { matches } from "../../../conditions/glob.ts";
import { listOf, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { listed } from "../told.ts";

export const nothingLeft: Assertion = {
  schema: {
    value: {
      type: "array",
      items: { type: "string", format: "glob", minLength: 1 },
      minItems: 1,
      maxItems: 50,
      description: "Patterns of what must be gone at the end, such as shared-state/locks/**.",
    },
  },
  required: ["value"],
  says: ({ value }) => `nothing is left of ${listed(listOf(value).map(stringOf))}`,
  judge: ({ value }, { changes, steps }) => {
    const last = steps?.at(-1)?.files.keys() ?? [];
    const there = new Set([...last, ...changes.flatMap(({ path, how }) => (how === "removed" ? [] : [path]))]);
    const left = [...there].filter((path) => listOf(value).some((glob) => matches(stringOf(glob), path)));
    return {
      met: left.length === 0,
      found: left.length === 0 ? "there is nothing" : `there is ${listed(left.toSorted())}`,
    };
  },
  examples: [
    {
      because: "the lock was given back",
      params: { value: ["locks/*"] },
      given: { changes: [{ path: "done.json", how: "changed" }] },
      met: true,
    },
    {
      because: "a lock is still there",
      params: { value: ["locks/*"] },
      given: { changes: [{ path: "locks/a", how: "added" }] },
      met: false,
    },
    {
      because: "a lock that was there is gone",
      params: { value: ["locks/*"] },
      given: { changes: [{ path: "locks/a", how: "removed" }] },
      met: true,
    },
  ],
};
