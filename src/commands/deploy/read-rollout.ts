import { join } from "node:path";
import { describeProblem } from "../../config/describe-problem.ts";
import { findPlace, type Place } from "../../host/files/place.ts";
import { readInside } from "../../host/files/read-file.ts";
import { UsageError } from "../../model/usage-error.ts";
import { readSpec } from "../../rollout/spec/read-spec.ts";
import type { RolloutSpec } from "../../rollout/spec/spec.ts";

interface FoundRollout {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;
  readonly spec: RolloutSpec;
}

/** Throws UsageError where nobody said of which rollout. */
export function expectNamed(named: string | undefined, command: string): asserts named is string {
  if (named !== undefined) return;
  throw new UsageError(`Say of which rollout: agent-ci ${command} <name>.`);
}

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const LONGEST_PATH = 300;

/**
 * What a rollout is called, by that name or by the path of its specification. It may come from a payload: what is no
 * name is said to be none before anything is done by it. Throws UsageError.
 */
export function nameOfRollout(named: string): string {
  const name = named.replace(/^.*\//s, "").replace(/\.ya?ml$/, "");
  if (NAME.test(name) && named.length <= LONGEST_PATH && !/\p{Cc}/u.test(named)) return name;
  throw new UsageError(`There is no rollout ${shown(named)}: its name is one of small letters, digits and hyphens.`);
}

/** The specification of a rollout, by its path or by the name of its file in `rollouts/`. Throws UsageError. */
export function readRollout({ top }: Pick<Place, "top">, named: string): FoundRollout {
  nameOfRollout(named);
  for (const path of placesOf(named)) {
    const file = readInside(top, path);
    if (file.ok) {
      const text = Buffer.from(file.bytes).toString();
      const spec = expectSpec(text, path);
      expectName(path, spec.name);
      return { path, text, spec };
    }
    if (file.why !== "absent") throw new UsageError(`${path} cannot be read: ${file.reason}.`);
  }
  throw new UsageError(`There is no rollout "${named}": its specification would be ${placesOf(named)[0] ?? named}.`);
}

/** Two files of one name would each take the other's rollout for their own. */
function expectName(path: string, name: string): void {
  if (path.replace(/^.*\//, "").replace(/\.ya?ml$/, "") === name) return;
  throw new UsageError(
    `${path} is the rollout "${name}": call the file ${name}.yaml, for it is asked for by that name.`,
  );
}

/** What somebody named: the specification of a rollout where it is one's name, else the path that they wrote. */
export function pathOfNamed(cwd: string, named: string | undefined): string | undefined {
  if (named === undefined || !NAME.test(named)) return named;
  const { top } = findPlace(cwd, undefined);
  const path = placesOf(named).find((one) => readInside(top, one).ok);
  return path === undefined ? named : join(top, path);
}

/** The same where it may be gone, or wrong. */
export function findRollout({ top }: Pick<Place, "top">, named: string): RolloutSpec | undefined {
  for (const path of placesOf(named)) {
    const file = readInside(top, path);
    if (file.ok) return specAt(Buffer.from(file.bytes).toString(), path);
  }
  return undefined;
}

const placesOf = (named: string): readonly string[] =>
  /\.ya?ml$/.test(named) ? [named] : [`rollouts/${named}.yaml`, `rollouts/${named}.yml`];

function expectSpec(text: string, path: string): RolloutSpec {
  const read = readSpec(text, path);
  if (read.ok) return read.spec;
  throw new UsageError(read.problems.map((problem) => describeProblem(problem)));
}

/** The same of a text that was in force once. */
export function specAt(text: string, path: string): RolloutSpec | undefined {
  const read = readSpec(text, path);
  return read.ok ? read.spec : undefined;
}

/** Whole, so that secrets are found in it, or not at all: a payload names what it likes. */
const shown = (name: string): string =>
  name.length > 200 ? `with a name of ${name.length} characters` : `"${name.replaceAll(/\p{Cc}/gu, " ")}"`;
