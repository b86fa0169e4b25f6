import { matches } from "../../conditions/glob.ts";
import { listOf, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { listed } from "./told.ts";

const globs = { type: "array", items: { type: "string", format: "glob", minLength: 1 }, maxItems: 50 } as const;

export const filesChanged: Assertion = {
  schema: {
    value: { ...globs, description: "Patterns; no file may change that none of them matches." },
    required: { ...globs, description: "Patterns of which each matches a file that changes." },
  },
  required: ["value"],
  says: ({ value, required }) => {
    const must = listOf(required).map(stringOf);
    return `only files change that match ${listed(listOf(value).map(stringOf))}${must.length > 0 ? `, ${listed(must)} among them` : ""}`;
  },
  judge: ({ value, required }, { changes }) => {
    const allowed = listOf(value).map(stringOf);
    const outside = changes.filter(({ path }) => !allowed.some((glob) => matches(glob, path)));
    const missing = listOf(required)
      .map(stringOf)
      .filter((glob) => !changes.some(({ path }) => matches(glob, path)));
    return {
      met: outside.length === 0 && missing.length === 0,
      found:
        outside.length > 0
          ? `others are ${listed(outside.map(({ path, how }) => `${path} (${how})`))}`
          : `nothing matches ${listed(missing)}`,
    };
  },
  examples: [
    {
      because: "it stays in its folder",
      params: { value: ["docs/**"] },
      given: { changes: [{ path: "docs/a.md", how: "changed" }] },
      met: true,
    },
    {
      because: "it changes something else",
      params: { value: ["docs/**"] },
      given: { changes: [{ path: "src/a.ts", how: "removed" }] },
      met: false,
    },
    { because: "it does nothing, and need not", params: { value: ["docs/**"] }, given: {}, met: true },
    {
      because: "it does nothing, and must",
      params: { value: ["docs/**"], required: ["docs/*.md"] },
      given: {},
      met: false,
    },
    {
      because: "nothing may change",
      params: { value: [] },
      given: { changes: [{ path: "a", how: "added" }] },
      met: false,
    },
  ],
};
