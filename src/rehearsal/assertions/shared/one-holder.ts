import { matches } from "../../../conditions/glob.ts";
import { isBeingWritten, type SharedState } from "../../team/shared-state.ts";
import { stringOf } from "../../../model/json.ts";
import type { Assertion, Judged } from "../assertion.ts";
import { told } from "../told.ts";
import { NO_TURNS } from "./no-turns.ts";

export const oneHolder: Assertion = {
  schema: {
    value: {
      type: "string",
      format: "glob",
      minLength: 1,
      description: "Files of locks, such as shared-state/locks/*; what stands in one says whose it is.",
    },
  },
  required: ["value"],
  says: ({ value }) => `each lock of ${told(stringOf(value))} has one holder at a time`,
  judge: ({ value }, { steps }) => {
    if (!steps) return NO_TURNS;
    const locks = new Set(
      steps.flatMap(({ files }) => [...files.keys()].filter((path) => matches(stringOf(value), path))),
    );
    for (const path of locks) {
      const judged = heldBySeveral(path, steps);
      if (judged) return judged;
    }
    return { met: true, found: "no agent took such a lock" };
  },
  examples: [
    {
      because: "the second takes it when the first has given it back",
      params: { value: "locks/*" },
      given: { steps: held(["", undefined], ["one", "one"], ["one", undefined], ["two", "two"]) },
      met: true,
    },
    {
      because: "the second writes over the lock of the first",
      params: { value: "locks/*" },
      given: { steps: held(["", undefined], ["one", "one"], ["two", "two"]) },
      met: false,
    },
    {
      because: "the second takes away the lock of the first",
      params: { value: "locks/*" },
      given: { steps: held(["", undefined], ["one", "one"], ["two", undefined]) },
      met: false,
    },
    {
      because: "whoever waits for the lock has opened it, and not written yet",
      params: { value: "locks/*" },
      given: {
        steps: [
          ...held(["", undefined], ["one", "one"]),
          ...held(["one", ""]).map((state) => ({ ...state, busy: ["two"] })),
          ...held(["two", "two"]).map((state) => ({ ...state, by: ["one", "two"] })),
        ],
      },
      met: true,
    },
    {
      because: "nobody can tell whose the lock is",
      params: { value: "locks/*" },
      given: { steps: held(["", undefined], ["one", ""]) },
      met: false,
    },
    { because: "nobody took turns", params: { value: "locks/*" }, given: {}, met: false },
  ],
};

/** Who acted, and what then stood in the lock. */
function held(...steps: readonly (readonly [by: string, lock: string | undefined])[]): readonly SharedState[] {
  return steps.map(([by, lock]) => ({
    by: by === "" ? [] : [by],
    ended: [],
    files: new Map(lock === undefined ? [] : [["locks/a", lock]]),
  }));
}

/** A lock that changes while none of those acted who wrote it, and one of them is not over. */
function heldBySeveral(path: string, steps: readonly SharedState[]): Judged | undefined {
  let holders: readonly string[] = [];
  let before: string | undefined;
  for (const [step, state] of steps.entries()) {
    const { by, ended, files } = state;
    const now = files.get(path);
    if (now === before || isBeingWritten(state, path)) continue;
    if (now !== undefined && now.trim() === "")
      return { met: false, broken: true, found: `nothing stands in ${told(path)} that says whose it is` };
    const alive = holders.filter((name) => !ended.includes(name));
    if (before !== undefined && alive.length > 0 && !holders.some((name) => by.includes(name)))
      return {
        met: false,
        found: `in step ${step} ${by.join(" or ")} ${now === undefined ? "takes away" : "writes over"} ${told(path)}, which ${alive.join(" or ")} holds`,
      };
    holders = now === undefined ? [] : by;
    before = now;
  }
  return undefined;
}
