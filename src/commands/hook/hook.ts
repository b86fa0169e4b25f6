import { pathBelow } from "../../host/files/place.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { configOption, failOnOption, fixOption, noColor, quiet } from "../options.ts";
import { chosenVerb, type CommandVerb, type CommandVerbs } from "../verbs.ts";

type Run = (world: World, values: HookValues, files: readonly string[]) => Promise<number>;

export interface HookValues extends FlagSettings {
  readonly config?: string;
  readonly fix?: boolean;
}

/** Loaded when it is called: a commit that touches nothing of ours waits for as little as possible. */
const HOOKS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  "pre-commit": {
    takes: ["config", "fail-on", "fix", "quiet", "no-color"],
    load: async () => (await import("./pre-commit.ts")).preCommit,
  },
  "pre-push": {
    takes: ["config", "fail-on", "quiet", "no-color"],
    load: async () => (await import("./pre-push.ts")).prePush,
  },
  "commit-msg": {
    takes: ["quiet", "no-color"],
    load: async () => (await import("./commit-msg.ts")).commitMsg,
  },
};

export const hookCommand: Command = defineCommand({
  name: "hook",
  summary: "Judge a commit before it is made, and a push before it leaves: what git calls from its hooks.",
  description: `pre-commit checks what is staged, not what lies in the working tree, and tells of files that the commit touches.
pre-push looks for secrets in the commits that the remote does not have yet, in all files, also where a later commit took them out.
commit-msg asks for a conventional message where a team template changes, since its version follows from that.`,
  positionals: [
    { name: "hook", summary: `Which one: ${Object.keys(HOOKS).join(", ")}.` },
    {
      name: "files",
      optional: true,
      multiple: true,
      summary:
        "pre-commit: the files to judge; what is staged if not given. pre-push: the remote's name and address. commit-msg: the file of the message.",
    },
  ],
  options: [
    configOption,
    failOnOption,
    {
      ...fixOption,
      summary: "Apply the safe fixes to files that are staged as they lie there, and stage them again.",
    },
    quiet,
    noColor,
  ],
  examples: [
    { line: "agent-ci hook pre-commit", does: "what is staged" },
    { line: "agent-ci hook pre-commit AGENTS.md", does: "one staged file, as pre-commit and lint-staged call it" },
    { line: "agent-ci hook pre-commit --fix", does: "mends what is safe to mend, and commits that" },
    { line: 'agent-ci hook pre-push "$@"', does: "what is pushed, in a pre-push hook" },
    { line: 'agent-ci hook commit-msg "$1"', does: "the message, in a commit-msg hook" },
  ],
  verbs: HOOKS,
  async run(world, values, [name = "", ...files]) {
    const { load } = chosenVerb("hook", HOOKS, name, values);
    if (values.config !== undefined) pathBelow(world.cwd, values.config, world.cwd);
    return (await load())(world, values, files);
  },
});
