import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOption, listFormat } from "../options.ts";

export interface PricesValues {
  readonly format?: "text" | "json";
  readonly config?: string;
  readonly provider?: string;
  readonly check?: boolean;
}
type Run = (world: World, values: PricesValues, argument: string | undefined) => Promise<number>;

const ACTIONS: Readonly<Record<string, () => Promise<Run>>> = {
  list: async () => (await import("./list.ts")).listPrices,
  search: async () => (await import("./list.ts")).searchPrices,
  diff: async () => (await import("./lock.ts")).diffPrices,
  lock: async () => (await import("./lock.ts")).lockPrices,
};

export const pricesCommand: Command = defineCommand({
  name: "prices",
  summary: "What models cost: list, search, compare and lock the prices that estimates are made with.",
  description: `list and search show what holds here: the shipped book, the lock, and \`prices:\` of the configuration.
lock writes what the models of agent-usage.yaml cost to .agent-ci/prices.lock.json: the same commit gives the same number for ever.
diff says in what a lock, or the book that \`list --format json\` printed, differs from what is shipped.`,
  positionals: [
    { name: "action", summary: `What to do: ${Object.keys(ACTIONS).join(", ")}.` },
    { name: "text", optional: true, summary: "search: a part of a name. diff: a file; the lock if not given." },
  ],
  options: [
    { ...listFormat, summary: "list, search: how to print them." },
    { name: "provider", type: "string", value: "name", summary: "list, search: the prices of this provider alone." },
    { name: "check", type: "boolean", summary: "lock: write nothing; fail where the lock is not what is shipped." },
    configOption,
  ],
  examples: [
    { line: "agent-ci prices search sonnet", does: "names and prices in dollars per million tokens" },
    { line: "agent-ci prices lock", does: "pins what the models of the profile cost today" },
    { line: "agent-ci prices diff", does: "what a new version of agent-ci would change of that" },
  ],
  async run(world, values, [action = "", argument]) {
    const load = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (load) return (await load())(world, values, argument);
    const like = nearest(action, Object.keys(ACTIONS));
    throw new UsageError(
      `prices has no action "${action.slice(0, 60)}"${like === undefined ? "" : `: did you mean ${like}?`}. There is: ${Object.keys(ACTIONS).join(", ")}.`,
    );
  },
});
