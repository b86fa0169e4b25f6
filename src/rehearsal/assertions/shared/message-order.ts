import { listOf, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { told } from "../told.ts";

export const messageOrder: Assertion = {
  schema: {
    file: { type: "string", minLength: 1, description: "A file of the workspace with a message in each line." },
    value: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 1000 },
      minItems: 1,
      maxItems: 50,
      description: "Patterns of RE2; the first line of each comes after that of the one before.",
    },
  },
  required: ["file", "value"],
  says: ({ file, value }) => `${told(stringOf(file))} has lines of ${listOf(value).map(shown).join(", then of ")}`,
  judge: async ({ file, value }, { after }) => {
    const { linearRegExp } = await import("../../../conditions/linear-pattern.ts");
    const text = after(stringOf(file));
    if (text === undefined) return { met: false, found: "the run leaves no such file" };
    const lines = text.split(/\r?\n/);
    let last = -1;
    for (const pattern of listOf(value)) {
      let isMatch: (line: string) => boolean;
      try {
        isMatch = linearRegExp(stringOf(pattern));
      } catch {
        return { met: false, broken: true, found: `the pattern ${shown(pattern)} cannot be read` };
      }
      const at = lines.findIndex(isMatch);
      if (at === -1) return { met: false, found: `no line matches ${shown(pattern)}` };
      if (at <= last)
        return { met: false, found: `the first of ${shown(pattern)} is line ${at + 1}, not behind line ${last + 1}` };
      last = at;
    }
    return { met: true, found: "they are in that order" };
  },
  examples: [
    {
      because: "the plan comes before the work",
      params: { file: "log.md", value: ["^plan", "^work"] },
      given: { after: () => "plan: two files\nwork: the first\nplan: done\n" },
      met: true,
    },
    {
      because: "somebody began too early",
      params: { file: "log.md", value: ["^plan", "^work"] },
      given: { after: () => "work: the first\nplan: two files\nwork: the second\n" },
      met: false,
    },
    {
      because: "nobody said it",
      params: { file: "log.md", value: ["^plan", "^done"] },
      given: { after: () => "plan: two files\n" },
      met: false,
    },
    { because: "there is no such file", params: { file: "log.md", value: ["a"] }, given: {}, met: false },
    { because: "it is no pattern", params: { file: "log.md", value: ["("] }, given: { after: () => "(" }, met: false },
  ],
};

const shown = (pattern: unknown): string => told(stringOf(pattern));
