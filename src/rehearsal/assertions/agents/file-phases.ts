import { isObject, type Json, listOf, parsed, stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { listed, told } from "../told.ts";

export const filePhases: Assertion = {
  schema: {
    file: { type: "string", minLength: 1, description: "Of the workspace; read whenever a model is asked." },
    at: {
      type: "string",
      minLength: 1,
      description: "The key of its JSON that names the phase; its whole text if not given.",
    },
    value: {
      type: "array",
      items: { type: "string", minLength: 1 },
      minItems: 1,
      maxItems: 100,
      description: "Phases, in their order.",
    },
  },
  required: ["file", "value"],
  watches: ({ file }) => stringOf(file),
  says: ({ file, value }) => `${told(stringOf(file))} goes through ${phasesIn(value).join(", then ")}`,
  judge: ({ file, at, value }, { states }) => {
    const written = states(stringOf(file)).filter((text) => text.trim() !== ""); // else it is about to be written
    const seen = written.map((text) => phaseOf(text, at));
    const walked = seen.filter((phase, index) => phase !== seen[index - 1]);
    const wanted = phasesIn(value);
    return {
      met: walked.length === wanted.length && walked.every((phase, index) => phase === wanted[index]),
      found:
        walked.length === 0
          ? "it is never there"
          : `it goes through ${listed(
              walked.map((one) => told(one)),
              20,
            )}`,
    };
  },
  examples: [
    {
      because: "every phase is there, in its order",
      params: { file: "state.json", at: "phase", value: ["plan", "build", "plan"] },
      given: { states: () => ['{"phase":"plan"}', '{"phase":"plan","n":1}', '{"phase":"build"}', '{"phase":"plan"}'] },
      met: true,
    },
    {
      because: "one is left out",
      params: { file: "state.json", at: "phase", value: ["plan", "check", "build"] },
      given: { states: () => ['{"phase":"plan"}', '{"phase":"build"}'] },
      met: false,
    },
    {
      because: "the whole text is the phase",
      params: { file: "PHASE", value: ["plan", "build"] },
      given: { states: () => ["plan\n", "build\n"] },
      met: true,
    },
    { because: "there is no such file", params: { file: "PHASE", value: ["plan"] }, given: {}, met: false },
  ],
};

const phasesIn = (value: unknown): readonly string[] => listOf(value).map(stringOf);

function phaseOf(text: string, at: Json[string]): string {
  if (typeof at !== "string") return text.trim();
  const json = parsed(text);
  const phase = isObject(json) && Object.hasOwn(json, at) ? json[at] : undefined;
  return typeof phase === "string" ? phase : (JSON.stringify(phase) ?? "no phase");
}
