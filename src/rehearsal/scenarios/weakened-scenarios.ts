import { assertions } from "../assertions/assertions.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { objectOf } from "../../model/json.ts";
import type { Expectation, WrittenScenario } from "./scenario.ts";

/** What scenarios let through that others refused, in words, each with the file that it is about. */
export interface Weakened {
  readonly path: string;
  readonly message: string;
}

/** Keys of which nobody can tell whether a change asks for less. */
const OTHERS = [
  "kind",
  "adapter",
  "command",
  "args",
  "model",
  "prompt",
  "env",
  "agents",
  "faults",
  "shared",
  "sequential",
] as const;

export function weakenedScenarios(
  before: readonly WrittenScenario[],
  after: readonly WrittenScenario[],
): readonly Weakened[] {
  const now = new Map(after.map((one) => [one.id, one]));
  return before.flatMap((was): readonly Weakened[] => {
    const { id, path } = was;
    const is = now.get(id);
    const told = is ? [...weaker(was, is)] : ["is not run any more"];
    return told.map((what) => ({ path, message: `The scenario ${id} ${what}.` }));
  });
}

function* weaker(was: WrittenScenario, is: WrittenScenario): Generator<string> {
  const expected = new Set(is.expect.map(keyOf));
  for (const one of was.expect) if (!expected.has(keyOf(one))) yield `no longer expects that ${statement(one)}`;
  for (const [name, limit] of Object.entries(was.limits)) {
    const now = new Map(Object.entries(is.limits)).get(name);
    if (now === undefined) yield `has no limit of ${name} any more`;
    else if (now > limit) yield `has ${name}: ${now} instead of ${limit}`;
  }
  if (is.repeat < was.repeat) yield `runs ${is.repeat} instead of ${was.repeat} times`;
  const [one, other]: readonly Readonly<Record<string, unknown>>[] = [{ ...was }, { ...is }];
  const changed = OTHERS.filter((key) => JSON.stringify(one?.[key]) !== JSON.stringify(other?.[key]));
  if (changed.length > 0) yield `asks for something else than before: ${changed.join(", ")}`;
}

const keyOf = ({ type, not, params }: Expectation): string => JSON.stringify([type, not, sorted(params)]);

const sorted = (params: Expectation["params"]): readonly unknown[] =>
  Object.entries(objectOf(params)).toSorted(([one], [other]) => (one < other ? -1 : 1));

function statement({ type, not, params }: Expectation): string {
  const { says }: Assertion = assertions[type];
  return not ? `this is not so: ${says(params)}` : says(params);
}
