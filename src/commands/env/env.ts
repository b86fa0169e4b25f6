import { UsageError } from "../../model/usage-error.ts";
import { nearest } from "../../model/nearest.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { failOnOption, listFormat, noColor } from "../options.ts";

export interface EnvValues extends FlagSettings {
  readonly format?: "text" | "json";
  readonly "dry-run"?: boolean;
  readonly "fail-on"?: "error" | "warning" | "never";
  readonly "no-color"?: boolean;
}
type Run = (world: World, values: EnvValues, names: readonly [string, string | undefined]) => Promise<number>;

const ACTIONS: Readonly<Record<string, () => Promise<Run>>> = {
  show: async () => (await import("./show.ts")).envShow,
  diff: async () => (await import("./diff.ts")).envDiff,
  init: async () => (await import("./init.ts")).envInit,
  check: async () => (await import("./check.ts")).envCheck,
};

export const envCommand: Command = defineCommand({
  name: "env",
  summary: "Show, compare, create and check environments.",
  description: `show prints what holds in an environment, and where each value comes from; of secrets the names.
diff prints in what two environments differ, and fails where they differ in more than they may.
init makes what is missing of an environment, and writes over nothing.
check looks on this machine for what the environment requires.`,
  positionals: [
    { name: "action", summary: `What to do: ${Object.keys(ACTIONS).join(", ")}.` },
    { name: "name", summary: "The environment, such as staging." },
    { name: "other", optional: true, summary: "diff: the environment to compare with." },
  ],
  options: [
    { name: "dry-run", type: "boolean", summary: "init: print what would be done, and do nothing." },
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
  async run(world, values, [action = "", name = "", other]) {
    const load = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!load) {
      const close = nearest(action, Object.keys(ACTIONS));
      throw new UsageError(
        `env cannot "${action}".${close ? ` Did you mean "${close}"?` : ""} Choose one of ${Object.keys(ACTIONS).join(", ")}.`,
      );
    }
    if (other !== undefined && action !== "diff")
      throw new UsageError(`env ${action} takes one environment; "${other}" is one too many.`);
    return (await load())(world, values, [name, other]);
  },
});
