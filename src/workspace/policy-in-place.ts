import { join } from "node:path";
import type { RulePolicy } from "../check/policy.ts";
import { compilePatterns, matches } from "../conditions/glob.ts";
import type { Place } from "../host/files/place.ts";
import type { Policy } from "./policy.ts";

/** A policy as it holds in the checked folder. */
export interface PolicyInPlace extends Policy {
  /** What it says about rules, the paths of overrides counted from the checked folder. */
  readonly rules: RulePolicy;
  /** Leaves a path out of everything. */
  readonly ignored: (path: string) => boolean;
  /** A path of the checked folder as the configuration's globs see it. */
  readonly fromConfig: (path: string) => string;
  /** The folder on this machine that the configuration's paths count from. */
  readonly base: string;
}

/** Binds a policy to the place that it judges: from there on, paths are those of the checked folder. */
export function inPlace(policy: Policy, { prefix, top }: Pick<Place, "prefix" | "top">): PolicyInPlace {
  const { settings, folder } = policy;
  const ignores = compilePatterns(settings.ignore);
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
    ignored: (path) => isIgnored(ignores, fromConfig(path)),
    fromConfig,
    base: join(top, inside ? folder : ""),
  };
}

/** A pattern that names a folder leaves out all that is in it. */
function isIgnored(ignores: ReturnType<typeof compilePatterns>, path: string): boolean {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
    if (ignores(path.slice(0, slash), true) === "ignored") return true;
  return ignores(path, false) === "ignored";
}
