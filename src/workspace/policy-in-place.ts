import { join } from "node:path";
import type { RulePolicy } from "../check/policy.ts";
import { compilePatterns, isLeftOut, matches } from "../conditions/glob.ts";
import type { Place } from "../host/files/place.ts";
import { type Kind, KINDS } from "../model/artifact.ts";
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
  /** The folder on this machine that the configuration's paths count from. */
  readonly base: string;
}

/** Binds a policy to the place that it judges: from there on, paths are those of the checked folder. */
export function inPlace(policy: Policy, { prefix, top }: Pick<Place, "prefix" | "top">): PolicyInPlace {
  const { settings, folder } = policy;
  const ignores = compilePatterns(settings.ignore);
  const kinds = Object.keys(settings.kinds)
    .filter(isChosen)
    .map((kind) => [kind, compilePatterns(settings.kinds[kind] ?? [])] as const);
  const inside = prefix.startsWith(folder);
  const up = inside ? prefix.slice(folder.length) : prefix;
  const fromConfig = (path: string): string => up + path;
  return {
    ...policy,
    rules: {
      clients: settings.clients,
      rules: settings.rules,
      overrides: settings.overrides.map(({ paths, rules }) => ({
        applies: (path) => paths.some((glob) => matches(glob, fromConfig(path))),
        rules,
      })),
    },
    ignored: (path) => isLeftOut(ignores, fromConfig(path)),
    kindOf: (path) => kinds.find(([, patterns]) => isLeftOut(patterns, fromConfig(path)))?.[0],
    fromConfig,
    base: join(top, inside ? folder : ""),
  };
}

type Chosen = keyof Policy["settings"]["kinds"];
const isChosen = (kind: string): kind is Chosen & Kind => Object.hasOwn(KINDS, kind);
