import { isBeingWritten, type SharedState } from "../../team/shared-state.ts";
import { stringOf } from "../../../model/json.ts";
import type { Assertion } from "../assertion.ts";
import { told } from "../told.ts";
import { piecesOf } from "./pieces-of.ts";
import { NO_TURNS } from "./no-turns.ts";

export const noLostWrite: Assertion = {
  schema: {
    file: {
      type: "string",
      minLength: 1,
      description: "A file of the shared folder: JSON where it ends so, else lines.",
    },
  },
  required: ["file"],
  says: ({ file }) => `no agent undoes what another one wrote into ${told(stringOf(file))}`,
  judge: ({ file }, { steps }) => {
    if (!steps) return NO_TURNS;
    const path = stringOf(file);
    if (!steps.some(({ files }) => files.has(path)))
      return { met: false, broken: true, found: "the shared folder never had that file" };
    const lost = lostWrite(path, steps);
    return lost === undefined ? { met: true } : { met: false, found: lost };
  },
  examples: [
    {
      because: "both added their own",
      params: { file: "done.json" },
      given: { steps: wrote(["", "[]"], ["one", '["a"]'], ["two", '["a","b"]']) },
      met: true,
    },
    {
      because: "the second wrote what it had read before the first one wrote",
      params: { file: "done.json" },
      given: { steps: wrote(["", "[]"], ["one", '["a"]'], ["two", '["b"]']) },
      met: false,
    },
    {
      because: "a value is again what it was before another agent changed it",
      params: { file: "done.json" },
      given: {
        steps: wrote(
          ["", '{"a":"open","b":"open"}'],
          ["one", '{"a":"done","b":"open"}'],
          ["two", '{"a":"open","b":"done"}'],
        ),
      },
      met: false,
    },
    {
      because: "who wrote it takes it back",
      params: { file: "done.json" },
      given: { steps: wrote(["", "[]"], ["one", '["a"]'], ["one", "[]"]) },
      met: true,
    },
    {
      because: "there is no such file",
      params: { file: "gone.json" },
      given: { steps: wrote(["", "[]"]) },
      met: false,
    },
    { because: "nobody took turns", params: { file: "done.json" }, given: {}, met: false },
  ],
};

/** Who acted, and what then stood in the file. */
function wrote(...steps: readonly (readonly [by: string, text: string])[]): readonly SharedState[] {
  return steps.map(([by, text]) => ({ by: by === "" ? [] : [by], ended: [], files: new Map([["done.json", text]]) }));
}

interface Written {
  readonly value: string | undefined;
  readonly before: string | undefined;
  readonly by: readonly string[];
}

/** The first entry that one agent sets back to what it was before another one wrote it. */
function lostWrite(path: string, steps: readonly SharedState[]): string | undefined {
  const written = new Map<string, Written>();
  for (const [step, state] of steps.entries()) {
    if (isBeingWritten(state, path)) continue;
    const { by, files } = state;
    const text = files.get(path);
    const entries = text === undefined ? new Map<string, string>() : piecesOf(path, text);
    if (!entries) continue; // half of it is written: whoever reads it now is told by `file-fits`
    for (const key of new Set([...written.keys(), ...entries.keys()])) {
      const [was, value] = [written.get(key), entries.get(key)];
      if (was?.value === value) continue;
      const isForeign = was !== undefined && was.by.length > 0 && !was.by.some((name) => by.includes(name));
      if (isForeign && was.before === value)
        return `in step ${step} ${by.join(" or ")} undoes what ${was.by.join(" or ")} wrote: ${told(key)}`;
      written.set(key, { value, before: was?.value, by });
    }
  }
  return undefined;
}
