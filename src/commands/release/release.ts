import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOption, listFormat, stateOption } from "../options.ts";
import { chosenVerb, type CommandVerb, type CommandVerbs } from "../verbs.ts";

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

interface Action extends CommandVerb {
  /** How many names it takes, at least and at most. */
  readonly names: readonly [number, number];
  readonly load: () => Promise<Run>;
}
const VERBS: CommandVerbs<Action> = {
  create: {
    names: [0, 1],
    takes: ["include", "store", "force", "reason", "dry-run", "format", "config"],
    load: async () => (await import("./create.ts")).createRelease,
  },
  verify: { names: [0, 1], takes: ["store", "format"], load: async () => (await import("./verify.ts")).verifyReleases },
  list: { names: [0, 0], takes: ["store", "format"], load: async () => (await import("./list.ts")).listReleases },
  diff: { names: [2, 2], takes: ["store", "format"], load: async () => (await import("./diff.ts")).diffReleases },
  prune: {
    names: [0, 0],
    takes: ["store", "keep", "state", "dry-run", "format"],
    load: async () => (await import("./prune.ts")).pruneReleases,
  },
  archive: { names: [1, 1], takes: ["store", "to"], load: async () => (await import("./archive.ts")).archiveRelease },
  restore: {
    names: [1, 1],
    takes: ["store", "force", "reason"],
    load: async () => (await import("./archive.ts")).restoreRelease,
  },
};

export const releaseCommand: Command = defineCommand({
  name: "release",
  summary: "Bundle agent configuration into releases that are named by their content.",
  description: `create bundles what the globs describe: the same files give the same release everywhere, and \`sha256sum -c\` checks it.
It refuses a release in which a reference leads to nothing, or a secret stands. verify reads releases back, all if none is named.
diff says in which files two differ. prune removes what neither a pointer nor a rollout needs. archive and restore keep one in a file.
A release is named by its digest, by the first digits of that, or by a pointer: current, stable, canary.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
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
      summary: "Files of the release, such as 'skills/**'; repeatable.",
    },
    {
      name: "store",
      type: "string",
      value: "folder",
      summary: "Where releases are kept; .agent-ci/store if not given.",
    },
    { name: "to", type: "string", value: "file", summary: "The file to write; it must not be there." },
    {
      name: "keep",
      type: "string",
      value: "number",
      summary: "The newest so many, needed or not; 3 if not given.",
    },
    stateOption,
    { name: "force", type: "boolean", summary: "One that was rolled back, too. Needs --reason." },
    { name: "reason", type: "string", value: "text", summary: "Why a release that was rolled back may return." },
    { name: "dry-run", type: "boolean", summary: "Print what would be done, and do nothing." },
    { ...listFormat, summary: "How to print it." },
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
  verbs: VERBS,
  async run(world, values, [verb = "", ...names]) {
    const found = chosenVerb("release", VERBS, verb, values);
    const [least, most] = found.names;
    if (names.length < least || names.length > most)
      throw new UsageError(`release ${verb} takes ${amount(least, most)}, and got ${names.length}.`);
    return (await found.load())(world, values, names);
  },
});

function amount(least: number, most: number): string {
  if (most === 0) return "no name";
  if (least === most) return least === 1 ? "one name" : `${least} names`;
  return "at most one name";
}
