import { basename } from "node:path";
import type { ChosenEnvironment } from "../config/environment.ts";
import { describeProblem } from "../config/describe-problem.ts";
import type { ConfigProblem, Origin } from "../config/origin.ts";
import { resolveConfig } from "../config/resolve.ts";
import type { Settings } from "../config/schema.ts";
import { UsageError } from "../model/usage-error.ts";
import { terminal } from "../report/escape/terminal.ts";
import type { PolicyPlace } from "./find-policy.ts";
import type { World } from "./world.ts";

/** By what a folder is judged: settings, and the files beside them. */
export interface Policy {
  readonly settings: Settings;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly environment: ChosenEnvironment;
  /** The folder that the settings' paths count from, from the repository's top: empty, or with a slash at its end. */
  readonly folder: string;
  /** The folder of the other files of the policy: the configuration's, or the repository's top where there is none. */
  readonly home: string;
  /** The text of such a file by its path from there; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** What was read, from the repository's top; empty where defaults hold. */
  readonly files: readonly string[];
  /** Whose it is, where it is not the checked folder's own. */
  readonly described?: string;
  /** The commit that it was read from, likewise. */
  readonly commit?: string;
  /** Every text that was asked for, so that another policy can be compared with it. */
  readonly asked: ReadonlyMap<string, string | undefined>;
}

/** What a command was asked that its policy depends on. */
export interface PolicyAsked {
  readonly config?: string;
  /** What flags say of keys of the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Throws UsageError where the configuration is wrong. */
export function readPolicy(
  world: World,
  { tree, found, home }: PolicyPlace,
  { config, settings: flags = {} }: PolicyAsked,
  from?: Required<Pick<Policy, "described" | "commit">>,
): Policy {
  const resolved = resolveConfig({
    readText: found.readText,
    ...(config !== undefined && { file: basename(config) }),
    env: world.env,
    flags,
    environments: found.environments,
  });
  if (!resolved.ok) throw new UsageError(resolved.problems.map((one) => describeProblem(one, found.folder)));
  const { settings, origins, environment, files, hints } = resolved;
  if (!from) hint(world, found.folder, hints); // those of the target branch a change cannot follow
  /** As somebody finds the file who stands at the repository's top. */
  const fromTop = (origin: Origin): Origin =>
    origin.path === undefined ? origin : { ...origin, path: found.folder + origin.path };
  const asked = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    const text = tree.readText(home + path);
    asked.set(path, text);
    return text;
  };
  return {
    settings,
    origins: new Map(Array.from(origins, ([key, origin]) => [key, fromTop(origin)])),
    environment,
    folder: found.folder,
    home,
    read,
    asked,
    files: files.map((file) => found.folder + file),
    ...from,
  };
}

const MOST_HINTS = 20;

/** Says what the configuration could say in today's words. A file can be written to have a million of them. */
function hint(world: World, folder: string, hints: readonly ConfigProblem[]): void {
  for (const one of hints.slice(0, MOST_HINTS)) world.notice(terminal(describeProblem(one, folder)));
  if (hints.length > MOST_HINTS)
    world.notice(`${hints.length - MOST_HINTS} more names in the configuration have changed.`);
}
