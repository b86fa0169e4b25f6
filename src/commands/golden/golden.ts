import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import { ephemeralRunner, repeat } from "../dry-run/rehearsal-options.ts";
import { pathArgument, tokenlessOptions } from "../options.ts";

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

/** What can be done with golden cases. */
const VERBS: Readonly<Record<string, () => Promise<Run>>> = {
  record: async () => {
    const { goldenWrite } = await import("./write.ts");
    return (world, values, target) => goldenWrite("record", world, values, target);
  },
  diff: async () => (await import("./diff.ts")).goldenDiff,
  accept: async () => {
    const { goldenWrite } = await import("./write.ts");
    return (world, values, target) => goldenWrite("accept", world, values, target);
  },
};

export const goldenCommand: Command = defineCommand({
  name: "golden",
  summary: "Hold what agents do to references that somebody took for right.",
  description: `record runs the cases of \`golden/*.yaml\` that have no reference yet, and writes what they give as one.
diff runs all of them, shows what differs, and says whether they are worse than their references by more than may be.
accept takes what differs over as the new references: review them like code. See docs/golden.md.`,
  positionals: [{ name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` }, pathArgument],
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
      summary: "diff: what the staging of this rollout asks for, and for the release that this checkout is.",
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
  async run(world, values, [verb = "", target]) {
    const load = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (load) return (await load())(world, values, target);
    const like = nearest(verb, Object.keys(VERBS));
    throw new UsageError(
      `golden has no verb "${verb.slice(0, 60)}".${like === undefined ? "" : ` Did you mean ${like}?`} There is: ${Object.keys(VERBS).join(", ")}.`,
    );
  },
});
