import { isBeingWritten } from "../../team/shared-state.ts";
import { parsed, stringOf } from "../../../model/json.ts";
import type { Assertion, Asserted, Judged } from "../assertion.ts";
import { fitsSchema } from "../fits-schema.ts";
import { told } from "../told.ts";

export const fileFits: Assertion = {
  schema: {
    file: { type: "string", minLength: 1, description: "A file of JSON in the workspace." },
    value: {
      type: ["string", "object"],
      description: "A JSON Schema, or the file that holds it, relative to this one.",
    },
    when: {
      type: "string",
      enum: ["always", "end"],
      description: "`always`, as if not given: also each time that an agent of a team has acted, if they take turns.",
    },
  },
  required: ["file", "value"],
  says: ({ file, value, when }) =>
    `${told(stringOf(file))} fits ${typeof value === "string" ? told(value) : "its schema"}${when === "end" ? " at the end" : ""}`,
  judge: async ({ file, value, when }, subject) => {
    const path = stringOf(file);
    const schema = typeof value === "string" ? parsed(subject.beside(value) ?? "") : value;
    if (schema === undefined)
      return { met: false, broken: true, found: `there is no JSON in ${told(stringOf(value))}` };
    const last = subject.after(path);
    if (last === undefined) return { met: false, found: "the run leaves no such file" };
    const seen = new Map(when === "end" ? [] : statesOf(path, subject));
    if (!seen.has(last)) seen.set(last, when === "end" ? "" : "at the end: ");
    for (const [text, at] of seen) {
      const judged = await fits(schema, text);
      if (!judged.met) return { ...judged, found: `${at}${judged.found ?? ""}` };
    }
    return { met: true, found: "it does" };
  },
  examples: [
    {
      because: "it fits at the end",
      params: { file: "status.json", value: { required: ["phase"] } },
      given: { after: () => '{"phase": "done"}' },
      met: true,
    },
    {
      because: "a number is another one",
      params: { file: "count.json", value: { const: 2 }, when: "end" },
      given: { after: () => "1" },
      met: false,
    },
    {
      because: "in between an agent left it half written",
      params: { file: "status.json", value: { required: ["phase"] } },
      given: {
        steps: [{ by: ["one"], ended: [], files: new Map([["status.json", '{"pha']]) }],
        after: () => '{"phase": "done"}',
      },
      met: false,
    },
    {
      because: "somebody who is at work has opened it, and not written yet",
      params: { file: "status.json", value: { required: ["phase"] } },
      given: {
        steps: [{ by: ["one"], ended: [], busy: ["two"], files: new Map([["status.json", ""]]) }],
        after: () => '{"phase": "done"}',
      },
      met: true,
    },
    { because: "there is no such file", params: { file: "gone.json", value: {} }, given: {}, met: false },
    {
      because: "there is no such schema",
      params: { file: "status.json", value: "gone.json" },
      given: { after: () => "{}" },
      met: false,
    },
  ],
};

/** Each text that the file had, with when it first had it. */
const statesOf = (path: string, { steps = [] }: Asserted): readonly (readonly [string, string])[] =>
  steps
    .flatMap((state, step) => {
      const { by, files } = state;
      const text = isBeingWritten(state, path) ? undefined : files.get(path);
      return text === undefined ? [] : [[text, `in step ${step}, by ${by.join(" or ") || "nobody"}: `] as const];
    })
    .toReversed(); // of equal texts the first step stays

async function fits(schema: unknown, text: string): Promise<Judged> {
  const value = parsed(text);
  return value === undefined ? { met: false, found: `it is no JSON: ${told(text)}` } : fitsSchema(schema, value);
}
