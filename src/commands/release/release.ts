import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOption, listFormat, stateOption } from "../options.ts";

export interface ReleaseValues {
  readonly include?: readonly string[];
  readonly store?: string;
  readonly to?: string;
  readonly keep?: string;
  readonly state?: string;
  readonly force?: boolean;
  readonly reason?: string;
  readonly "dry-run"?: boolean;
  readonly format?: "text" | "json";
  readonly config?: string;
}
type Run = (world: World, values: ReleaseValues, names: readonly string[]) => Promise<number>;

/** What can be done, and how many names each takes. */
const ACTIONS: Readonly<Record<string, { readonly names: readonly [number, number]; load: () => Promise<Run> }>> = {
  create: { names: [0, 1], load: async () => (await import("./create.ts")).createRelease },
  verify: { names: [0, 1], load: async () => (await import("./verify.ts")).verifyReleases },
  list: { names: [0, 0], load: async () => (await import("./list.ts")).listReleases },
  diff: { names: [2, 2], load: async () => (await import("./diff.ts")).diffReleases },
  prune: { names: [0, 0], load: async () => (await import("./prune.ts")).pruneReleases },
  archive: { names: [1, 1], load: async () => (await import("./archive.ts")).archiveRelease },
  restore: { names: [1, 1], load: async () => (await import("./archive.ts")).restoreRelease },
};

export const releaseCommand: Command = defineCommand({
  name: "release",
  summary: "Bundle agent configuration into releases that are named by their content.",
  description: `create bundles what the globs describe: the same files give the same release everywhere, and \`sha256sum -c\` checks it.
It refuses a release in which a reference leads to nothing, or a secret stands. verify reads releases back, all if none is named.
diff says in which files two differ. prune removes what neither a pointer nor a rollout needs. archive and restore keep one in a file.
A release is named by its digest, by the first digits of that, or by a pointer: current, stable, canary.`,
  positionals: [
    { name: "action", summary: `What to do: ${Object.keys(ACTIONS).join(", ")}.` },
    {
      name: "names",
      optional: true,
      multiple: true,
      summary: "create: the folder. verify, archive: a release. diff: two. restore: an archive.",
    },
  ],
  options: [
    {
      name: "include",
      type: "string",
      value: "glob",
      multiple: true,
      summary: "create: files of the release, such as 'skills/**'; repeatable.",
    },
    {
      name: "store",
      type: "string",
      value: "folder",
      summary: "Where releases are kept; .agent-ci/store if not given.",
    },
    { name: "to", type: "string", value: "file", summary: "archive: the file to write; it must not be there." },
    {
      name: "keep",
      type: "string",
      value: "number",
      summary: "prune: the newest so many, needed or not; 3 if not given.",
    },
    stateOption,
    { name: "force", type: "boolean", summary: "create, restore: one that was rolled back, too. Needs --reason." },
    { name: "reason", type: "string", value: "text", summary: "Why a release that was rolled back may return." },
    { name: "dry-run", type: "boolean", summary: "create, prune: print what would be done, and do nothing." },
    { ...listFormat, summary: "create, verify, list, diff, prune: how to print it." },
    configOption,
  ],
  examples: [
    {
      line: "agent-ci release create --include AGENTS.md --include 'skills/**'",
      does: "a release of these files; its digest is printed",
    },
    { line: "agent-ci release verify current", does: "whether the release that is read is whole" },
    { line: "agent-ci release diff stable canary", does: "in which files the two differ" },
    { line: "agent-ci release archive current --to agents.tar", does: "one file, from which restore makes it again" },
  ],
  async run(world, values, [action = "", ...names]) {
    const found = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!found) {
      const like = nearest(action, Object.keys(ACTIONS));
      throw new UsageError(
        `release has no action "${action.slice(0, 60)}"${like === undefined ? "" : `: did you mean ${like}?`}. There is: ${Object.keys(ACTIONS).join(", ")}.`,
      );
    }
    const [least, most] = found.names;
    if (names.length < least || names.length > most)
      throw new UsageError(`release ${action} takes ${amount(least, most)}, and got ${names.length}.`);
    return (await found.load())(world, values, names);
  },
});

function amount(least: number, most: number): string {
  if (most === 0) return "no name";
  if (least === most) return least === 1 ? "one name" : `${least} names`;
  return "at most one name";
}
