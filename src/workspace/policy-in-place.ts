import { join } from "node:path";
import type { RulePolicy } from "../check/policy.ts";
import { openBudget } from "../conditions/budget.ts";
import { compilePatterns, isLeftOut, matches as matchesGlob } from "../conditions/glob.ts";
import type { Place } from "../host/files/place.ts";
import { type Kind, KINDS } from "../model/artifact.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Policy } from "./policy.ts";

/** A policy as it holds in the checked folder. */
export interface PolicyInPlace extends Policy {
  /** What it says about rules, the paths of overrides counted from the checked folder. */
  readonly rules: RulePolicy;
  /** Leaves a path out of everything. */
  readonly ignored: (path: string) => boolean;
  /** What the user says a file is. */
  readonly kindOf: (path: string) => Kind | undefined;
  /** A path of the checked folder as the configuration's globs see it. */
  readonly fromConfig: (path: string) => string;
  /** Whether a glob of the configuration is about a path of the checked folder; throws UsageError after too many. */
  readonly matches: (glob: string, path: string) => boolean;
  /** The folder on this machine that the configuration's paths count from. */
  readonly base: string;
}

/** Steps of all globs over all paths. A thousand globs over ten thousand files take a tenth of it. */
const MOST_STEPS = 200_000_000;
const tooMany = (): UsageError =>
  new UsageError(
    "The configuration's globs are too many for so many files: comparing them takes more steps than a run may. Write fewer, above all in `overrides`, or let one glob with `**` stand for several.",
  );

/** Binds a policy to the place that it judges: from there on, paths are those of the checked folder. */
export function inPlace(policy: Policy, { prefix, top }: Pick<Place, "prefix" | "top">): PolicyInPlace {
  const { settings, folder } = policy;
  const { spend } = openBudget(MOST_STEPS, undefined, tooMany);
  const kinds = Object.keys(settings.kinds)
    .filter(isChosen)
    .map((kind) => [kind, compilePatterns(settings.kinds[kind] ?? [], spend)] as const);
  const ignores = compilePatterns(settings.ignore, spend);
  const inside = prefix.startsWith(folder);
  const up = inside ? prefix.slice(folder.length) : prefix;
  const fromConfig = (path: string): string => up + path;
  const matches = (glob: string, path: string): boolean => matchesGlob(glob, fromConfig(path), spend);
  return {
    ...policy,
    rules: {
      clients: settings.clients,
      rules: settings.rules,
      overrides: settings.overrides.map(({ paths, rules }) => ({
        applies: asked((path) => paths.some((glob) => matches(glob, path))),
        rules,
      })),
    },
    ignored: (path) => isLeftOut(ignores, fromConfig(path)),
    kindOf: (path) => kinds.find(([, patterns]) => isLeftOut(patterns, fromConfig(path)))?.[0],
    fromConfig,
    matches,
    base: join(top, inside ? folder : ""),
  };
}

type Chosen = keyof Policy["settings"]["kinds"];
const isChosen = (kind: string): kind is Chosen & Kind => Object.hasOwn(KINDS, kind);
/** Every rule asks of every path: each is held against the globs once. */
function asked(applies: (path: string) => boolean): (path: string) => boolean {
  const answers = new Map<string, boolean>();
  return (path) => {
    let answer = answers.get(path);
    if (answer === undefined) answers.set(path, (answer = applies(path)));
    return answer;
  };
}
