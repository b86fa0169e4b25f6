import { UsageError } from "../../model/usage-error.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { failOnOption, listFormat, noColor } from "../options.ts";
import { chosenVerb, type CommandVerb, type CommandVerbs } from "../verbs.ts";

export interface EnvValues extends FlagSettings {
  readonly format?: "text" | "json";
  readonly "dry-run"?: boolean;
  readonly "fail-on"?: "error" | "warning" | "never";
  readonly "no-color"?: boolean;
}
type Run = (world: World, values: EnvValues, names: readonly [string, string | undefined]) => Promise<number>;

const VERBS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  show: { takes: ["format", "no-color"], load: async () => (await import("./show.ts")).envShow },
  diff: { takes: ["format", "no-color"], load: async () => (await import("./diff.ts")).envDiff },
  init: { takes: ["dry-run", "format", "no-color"], load: async () => (await import("./init.ts")).envInit },
  check: { takes: ["format", "fail-on", "no-color"], load: async () => (await import("./check.ts")).envCheck },
};

export const envCommand: Command = defineCommand({
  name: "env",
  summary: "Show, compare, create and check environments.",
  description: `show prints what holds in an environment, and where each value comes from; of secrets the names.
diff prints in what two environments differ, and fails where they differ in more than they may.
init makes what is missing of an environment, and writes over nothing.
check looks on this machine for what the environment requires.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
    { name: "name", summary: "The environment, such as staging." },
    { name: "other", optional: true, summary: "diff: the environment to compare with." },
  ],
  options: [
    { name: "dry-run", type: "boolean", summary: "Print what would be done, and do nothing." },
    { ...listFormat, summary: "How to print it." },
    failOnOption,
    noColor,
  ],
  examples: [
    { line: "agent-ci env show staging", does: "what holds in staging, and why" },
    { line: "agent-ci env diff staging production", does: "what is different, and whether it may be" },
    { line: "agent-ci env init staging --dry-run", does: "what a new environment consists of" },
    { line: "agent-ci env check ci", does: "tools, machine and secrets that ci requires" },
  ],
  verbs: VERBS,
  async run(world, values, [verb = "", name = "", other]) {
    const { load } = chosenVerb("env", VERBS, verb, values);
    if (other !== undefined && verb !== "diff")
      throw new UsageError(`env ${verb} takes one environment; "${other}" is one too many.`);
    return (await load())(world, values, [name, other]);
  },
});
