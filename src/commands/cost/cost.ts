import { DIMENSIONS } from "../../usage/sum-usage.ts";
import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import { judgingOptions } from "../options.ts";

const OPTIONS = [
  ...judgingOptions,
  {
    name: "logs",
    type: "string",
    value: "path",
    multiple: true,
    summary: "report: a folder or file of logs; repeatable.",
  },
  {
    name: "by",
    type: "string",
    values: DIMENSIONS,
    multiple: true,
    summary: "report: by what usage is told apart; repeatable. By day, model and agent if not given.",
  },
  { name: "zone", type: "string", value: "zone", summary: "report: the zone whose days count; UTC if not given." },
  {
    name: "workflow",
    type: "string",
    value: "name",
    summary: "report: the workflow that the logs are of, where they do not say.",
  },
  {
    name: "model",
    type: "string",
    value: "name",
    summary: "report: the model of logs that name none, such as those of codex exec.",
  },
] as const;

export interface CostValues extends FlagSettings {
  readonly logs?: readonly string[];
  readonly by?: readonly string[];
  readonly zone?: string;
  readonly workflow?: string;
  readonly model?: string;
}
type Run = (world: World, values: CostValues) => Promise<number>;

const ACTIONS: Readonly<Record<string, () => Promise<Run>>> = {
  report: async () => (await import("./report.ts")).costReport,
};

export const costCommand: Command = defineCommand({
  name: "cost",
  summary: "What agents cost.",
  description: "report reads what models were used for from the logs of agents, and prices it.",
  positionals: [{ name: "action", summary: `What to do: ${Object.keys(ACTIONS).join(", ")}.` }],
  options: OPTIONS,
  examples: [
    { line: "agent-ci cost report --logs ~/.claude/projects", does: "what sessions of Claude Code cost, by day" },
    {
      line: "agent-ci cost report --logs usage --by month --by skill --zone Europe/Berlin",
      does: "by month and skill, in the days of Berlin",
    },
  ],
  async run(world, values, [action = ""]) {
    const load = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!load) {
      const like = nearest(action, Object.keys(ACTIONS));
      throw new UsageError(
        `cost has no action "${action}"${like === undefined ? "" : `: did you mean ${like}?`}. There is: ${Object.keys(ACTIONS).join(", ")}.`,
      );
    }
    return (await load())(world, values);
  },
});
