import type { World } from "../../workspace/world.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOption, listFormat } from "../options.ts";
import { chosenVerb, type CommandVerb, type CommandVerbs } from "../verbs.ts";

export interface PricesValues {
  readonly format?: "text" | "json";
  readonly config?: string;
  readonly provider?: string;
  readonly check?: boolean;
}
type Run = (world: World, values: PricesValues, argument: string | undefined) => Promise<number>;

const SHOWN = ["format", "provider", "config"];
const VERBS: CommandVerbs<CommandVerb & { readonly load: () => Promise<Run> }> = {
  list: { takes: SHOWN, load: async () => (await import("./list.ts")).listPrices },
  search: { takes: SHOWN, load: async () => (await import("./list.ts")).searchPrices },
  diff: { takes: ["config"], load: async () => (await import("./lock.ts")).diffPrices },
  lock: { takes: ["check", "config"], load: async () => (await import("./lock.ts")).lockPrices },
};

export const pricesCommand: Command = defineCommand({
  name: "prices",
  summary: "What models cost: list, search, compare and lock the prices that estimates are made with.",
  description: `list and search show what holds here: the shipped book, the lock, and \`prices:\` of the configuration.
lock writes what the models of agent-usage.yaml cost to .agent-ci/prices.lock.json: the same commit gives the same number for ever.
diff says in what a lock, or the book that \`list --format json\` printed, differs from what is shipped.`,
  positionals: [
    { name: "verb", summary: `What to do: ${Object.keys(VERBS).join(", ")}.` },
    { name: "text", optional: true, summary: "search: a part of a name. diff: a file; the lock if not given." },
  ],
  options: [
    { ...listFormat, summary: "How to print them." },
    { name: "provider", type: "string", value: "name", summary: "The prices of this provider alone." },
    { name: "check", type: "boolean", summary: "Write nothing; fail where the lock is not what is shipped." },
    configOption,
  ],
  examples: [
    { line: "agent-ci prices search sonnet", does: "names and prices in dollars per million tokens" },
    { line: "agent-ci prices lock", does: "pins what the models of the profile cost today" },
    { line: "agent-ci prices diff", does: "what a new version of agent-ci would change of that" },
  ],
  verbs: VERBS,
  async run(world, values, [verb = "", argument]) {
    return (await chosenVerb("prices", VERBS, verb, values).load())(world, values, argument);
  },
});
