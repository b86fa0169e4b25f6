import { shown, wholeText } from "../../check/weakening/shown.ts";
import { weakenedIn } from "../../check/weakening/weakened-settings.ts";
import type { WeakenedMap, Weakens } from "../../model/weakens.ts";
import type { Percent } from "../plan.ts";
import { STEP_WEAKENS } from "./step-weakens.ts";

/** What has to be passed: its kind, what it says, and who has the release while it is asked. */
interface Guard {
  readonly kind: string;
  readonly says: unknown;
  readonly at: Percent;
  /** The weight before that one. */
  readonly over: Percent;
}

/**
 * What the steps of a stage hold a release to less than those before them. A step is found again among those of its
 * kind that stand at its weight, or between the weight before and its own: more steps on the way weaken nothing.
 * `start` is the weight with which the stage begins, where its first step gives none.
 */
export const stepsWeaken =
  (start: Percent): Weakens =>
  (before, after) => {
    const [was, is] = [walk(before, start), walk(after, start)];
    const skipped = new Set(was.guards.flatMap((one) => (levelsOf(one, is.levels).length === 0 ? [one.at] : [])));
    return [
      ...[...skipped].map((weight) => `setWeight ${weight} is gone`),
      ...pairs(was.guards, is).flatMap(([guard, found]) =>
        (found ? weaker(guard, found) : [`${nameOf(guard)} is gone`]).map((what) => `at ${guard.at} %: ${what}`),
      ),
    ];
  };

interface Walked {
  readonly guards: readonly Guard[];
  readonly levels: readonly Percent[];
}

function walk(value: unknown, start: Percent): Walked {
  const steps: readonly WeakenedMap[] = Array.isArray(value) ? value : [];
  let [over, at]: readonly [Percent, Percent] = [0, steps[0]?.["setWeight"] === undefined ? start : 0];
  const levels = [at];
  const guards: Guard[] = [];
  for (const step of steps) {
    const { setWeight, setValues: _given, prerequisites, ...asked } = step;
    // What a step needs holds before it begins.
    for (const need of Array.isArray(prerequisites) ? prerequisites : [])
      guards.push({ kind: "prerequisites", says: [need], at, over });
    if (typeof setWeight === "number" && setWeight !== at) {
      [over, at] = [at, setWeight];
      levels.push(at);
    }
    for (const [kind, says] of Object.entries(asked))
      guards.push({ kind, says: kind === "benchmarks" ? withJobs(says) : says, at, over });
  }
  return { guards, levels };
}

/** A benchmark without a job has that of the one before it. */
function withJobs(benchmarks: unknown): unknown {
  let job: unknown;
  const all: readonly WeakenedMap[] = Array.isArray(benchmarks) ? benchmarks : [];
  return all.map((one) => {
    job = one["job"] ?? job;
    return { ...one, job };
  });
}

/** The weights at which a guard may stand and hold as much back as it did. */
const levelsOf = ({ at, over }: Guard, levels: readonly Percent[]): readonly Percent[] =>
  levels.filter((level) => level === at || (level > over && level < at));

/** Each guard with what stands in its place: the same, else what is not weaker, else the next of its kind. */
function pairs(
  guards: readonly Guard[],
  { guards: now, levels }: Walked,
): readonly (readonly [Guard, Guard | undefined])[] {
  const free = new Set(now);
  const found = new Map<Guard, Guard>();
  const isWeaker = (one: Guard, other: Guard): boolean => weaker(one, other).length > 0;
  const ways: readonly ((one: Guard, other: Guard) => boolean)[] = [
    (one, other) => wholeText(one.says) === wholeText(other.says),
    (one, other) => nameOf(one) === nameOf(other) && !isWeaker(one, other),
    (one, other) => !isWeaker(one, other),
    (one, other) => nameOf(one) === nameOf(other),
    (one) => one.kind !== "prerequisites",
  ];
  for (const isMeant of ways)
    for (const guard of guards) {
      if (found.has(guard)) continue;
      const own = levelsOf(guard, levels);
      // Where its weight is gone, which is told by itself, it is looked for at the next.
      const places = own.length > 0 ? own : levels.filter((level) => level > guard.at).slice(0, 1);
      for (const other of free) {
        if (other.kind !== guard.kind || !places.includes(other.at) || !isMeant(guard, other)) continue;
        found.set(guard, other);
        free.delete(other);
        break;
      }
    }
  return guards.map((guard) => [guard, found.get(guard)]);
}

const weaker = ({ kind, says }: Guard, other: Guard): readonly string[] =>
  weakenedIn({ each: STEP_WEAKENS }, { [kind]: says }, { [kind]: other.says });

/** As people find it: by the name of its job, or by what it says. */
function nameOf({ kind, says }: Guard): string {
  const { name, job } = { ...(typeof says === "object" ? says : {}) } as WeakenedMap;
  const inner = typeof job === "object" && job !== null && "name" in job ? job.name : name;
  return `${kind} ${typeof inner === "string" ? inner : shown(says)}`;
}
