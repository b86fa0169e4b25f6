import type { Writing } from "../../checks/rehearsal/golden/write-references.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import { ephemeralRunner, repeat } from "../dry-run/rehearsal-options.ts";
import { pathArgument, tokenlessOptions } from "../options.ts";
import { chosenVerb, optionNames, type CommandVerb, type CommandVerbs } from "../verbs.ts";

export interface GoldenValues extends FlagSettings {
  readonly case?: readonly string[];
  readonly repeat?: string;
  readonly rollout?: string;
  readonly "allow-commands"?: boolean;
  readonly "ephemeral-runner"?: boolean;
  readonly "policy-from"?: string;
  readonly base?: string;
}
type Run = (world: World, values: GoldenValues, target: string | undefined) => Promise<number>;

/** What somebody says of what is run, and by whose policy. */
const RUN = ["case", "repeat", "allow-commands", "config", "base", "policy-from", "no-color"];

const write = (writing: Writing) => async (): Promise<Run> => {
  const { goldenWrite } = await import("./write.ts");
  return (world, values, target) => goldenWrite(writing, world, values, target);
};
const VERBS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  record: { takes: RUN, load: write("record") },
  diff: {
    takes: [...RUN, ...optionNames(tokenlessOptions), "rollout", "ephemeral-runner"],
    load: async () => (await import("./diff.ts")).goldenDiff,
  },
  accept: { takes: RUN, load: write("accept") },
};

export const goldenCommand: Command = defineCommand({
  name: "golden",
  summary: "Hold what agents do to references that somebody took for right.",
  description: `record runs the cases of \`golden/*.yaml\` that have no reference yet, and writes what they give as one.
diff runs all of them, shows what differs, and says whether they are worse than their references by more than may be.
accept takes what differs over as the new references: review them like code. See docs/golden.md.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.`, inPipelines: "diff" },
    pathArgument,
  ],
  options: [
    ...tokenlessOptions,
    {
      name: "case",
      type: "string",
      value: "id|name|pattern",
      multiple: true,
      summary: "Only this case, or those of this set; repeatable.",
    },
    repeat,
    {
      name: "rollout",
      type: "string",
      value: "name",
      summary: "What the staging of this rollout asks for, and for the release that this checkout is.",
    },
    {
      name: "allow-commands",
      type: "boolean",
      summary:
        "Let cases with a `command` run: programs of the repository, which nothing shuts in. Never in a request.",
    },
    ephemeralRunner,
  ],
  examples: [
    { line: "agent-ci golden record", does: "writes a reference for each case that has none" },
    {
      line: "agent-ci golden diff --case review/two-findings",
      does: "what one case gives otherwise than its reference",
    },
    { line: "agent-ci golden accept --case review/two-findings", does: "takes that over, for a review" },
    {
      line: "agent-ci golden diff --rollout team-a --output json=golden.json",
      does: "the report that `agent-ci deploy team-a --golden golden.json` asks for",
    },
  ],
  pillar: {
    title: "agent-ci golden",
    icon: "award",
    rehearses: true,
    permissions: { "contents: read": "to check out; the action itself has no token" },
  },
  verbs: VERBS,
  async run(world, values, [verb = "", target]) {
    return (await chosenVerb("golden", VERBS, verb, values).load())(world, values, target);
  },
});
