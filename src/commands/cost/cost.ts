import { DIMENSIONS } from "../../usage/sum-usage.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand, type FlagSettings } from "../command.ts";
import { judgingOptions } from "../options.ts";
import { chosenVerb, optionNames, type CommandVerb, type CommandVerbs } from "../verbs.ts";

const OPTIONS = [
  ...judgingOptions,
  { name: "csv", type: "boolean", summary: "Print the table as CSV.", doors: ["terminal"] },
  {
    name: "logs",
    type: "string",
    value: "path",
    multiple: true,
    summary: "A folder or file of logs; repeatable.",
  },
  {
    name: "by",
    type: "string",
    values: DIMENSIONS,
    multiple: true,
    summary: "By what usage is told apart; repeatable. By day, model and agent if not given.",
  },
  {
    name: "zone",
    type: "string",
    value: "zone",
    summary: "The zone whose days count; UTC if not given.",
  },
  {
    name: "workflow",
    type: "string",
    value: "name",
    summary: "The workflow that the logs are of, where they do not say.",
  },
  {
    name: "model",
    type: "string",
    value: "name",
    summary: "The model of logs that name none, such as those of codex exec.",
  },
  {
    name: "captures",
    type: "string",
    value: "file",
    summary: "The JSON report of a dry run, whose requests are counted in the place of files.",
    doors: ["terminal"],
  },
  {
    name: "allow-family-fallback",
    type: "boolean",
    summary: "Give a model without a price that of its nearest kin, with a warning, in the place of an error.",
    doors: ["terminal"],
  },
  {
    name: "dry-run",
    type: "boolean",
    summary: "Print what would be written, and write nothing.",
    doors: ["terminal"],
  },
] as const;

export interface CostValues extends FlagSettings {
  readonly logs?: readonly string[];
  readonly by?: readonly string[];
  readonly zone?: string;
  readonly workflow?: string;
  readonly model?: string;
  readonly base?: string;
  readonly "github-token"?: string;
  readonly csv?: boolean;
  readonly captures?: string;
  readonly "dry-run"?: boolean;
  readonly "allow-family-fallback"?: boolean;
}
type Run = (world: World, values: CostValues, target: string | undefined) => Promise<number>;

const JUDGING = optionNames(judgingOptions);
/** They refuse nothing. */
const SHOWING = JUDGING.filter((name) => name !== "fail-on" && name !== "on-inconclusive");
const ESTIMATED = [...SHOWING, "csv", "captures", "allow-family-fallback"];
const LOGS = ["logs", "zone", "workflow", "model"];
const VERBS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  estimate: { takes: ESTIMATED, load: async () => (await import("./estimate.ts")).costEstimate },
  diff: { takes: ESTIMATED, load: async () => (await import("./estimate.ts")).costDiff },
  gate: {
    takes: [...JUDGING, "allow-family-fallback"],
    load: async () => (await import("./estimate.ts")).costGate,
  },
  report: {
    takes: [...JUDGING, ...LOGS, "by", "csv", "allow-family-fallback"],
    load: async () => (await import("./report.ts")).costReport,
  },
  sync: {
    takes: [...LOGS, "dry-run", "format", "config", "base", "policy-from", "no-color"],
    load: async () => (await import("./sync.ts")).costSync,
  },
};

export const costCommand: Command = defineCommand({
  name: "cost",
  summary: "What agents cost.",
  description: `estimate says what the workflows of agent-usage.yaml are expected to cost, diff what a change makes of that; neither
refuses anything. gate holds both to the budgets of the configuration, as cost-gate does in a pipeline.
report reads what models were used for from the logs of agents, and prices it.
sync writes what logs say of a workflow into agent-usage.yaml, as \`measured\`: what is written by hand holds.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
    { name: "path", optional: true, summary: "Folder to look at; the working directory if not given." },
  ],
  options: OPTIONS,
  examples: [
    { line: "agent-ci cost estimate", does: "a run and a month of each workflow, at least, expected, at most" },
    { line: "agent-ci cost diff --base origin/main", does: "what this branch does to the bill, file by file" },
    { line: "agent-ci cost report --logs ~/.claude/projects", does: "what sessions of Claude Code cost, by day" },
    {
      line: "agent-ci cost report --logs usage --by month --by skill --zone Europe/Berlin",
      does: "by month and skill, in the days of Berlin",
    },
    {
      line: "agent-ci cost sync --logs usage --workflow review --dry-run",
      does: "what agent-usage.yaml should say of review",
    },
  ],
  verbs: VERBS,
  async run(world, values, [verb = "", target]) {
    const { load } = chosenVerb("cost", VERBS, verb, values);
    if (values.csv === true && ["format", "output"].some((one) => Object.hasOwn(values.settings ?? {}, one)))
      throw new UsageError(
        "--csv prints a table in the place of a report: leave --format and --output to another run.",
      );
    const lenient = { settings: { ...values.settings, cost: { "allow-family-fallback": true } } };
    const asked = values["allow-family-fallback"] === true ? { ...values, ...lenient } : values;
    return (await load())(world, asked, target);
  },
});
