import { type LayerMap, originAt } from "../../config/layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { Mismatch } from "../../model/read-value.ts";
import type { Source } from "../../model/source.ts";
import { scriptsFrom } from "../scripted/read-scripts.ts";
import type { Script } from "../scripted/turn.ts";
import { type Json, listOf, stringOf } from "../../model/json.ts";
import type { Values } from "./fill-matrix.ts";
import type { StagedAgent } from "./scenario.ts";

/** What a scenario is built from beside its values. Problems go into `problems`. */
export interface From {
  readonly source: Source;
  readonly layer: LayerMap;
  readonly values: Values;
  readonly problems: ConfigProblem[];
}

/** What stands below these keys of the scenario, none for the scenario itself, as an agent. */
export function stagedAgentOf(values: Json, from: From, below: readonly string[]): StagedAgent {
  const { prompt, recordings } = values;
  const say = (key: string, message: string): void =>
    void from.problems.push(problemAt(originOf(from, ...below, key), message));
  const scripts = scriptsOf(values, from, below);
  if (values["turns"] !== undefined && values["scripts"] !== undefined)
    say("turns", "the model answers by `turns:` or by `scripts:`, not by both");
  if ([values["turns"], values["scripts"], recordings].every((one) => one === undefined))
    say(
      "prompt",
      below.length === 0
        ? "nothing answers the agent: give it `turns:`, `scripts:` or `recordings:`"
        : "nothing answers the agent: give it `turns:` or `scripts:`",
    );
  return { ...startedOf(values, from, below), prompt: stringOf(prompt), scripts };
}

/** How it is started. */
export function startedOf(
  { adapter = "command", command, args, model }: Json,
  from: From,
  below: readonly string[],
): Omit<StagedAgent, "prompt" | "scripts"> {
  const argv = listOf(command).map(stringOf);
  if ((adapter === "command" || adapter === "http") && argv.length === 0)
    from.problems.push(
      problemAt(
        originOf(from, ...below, "adapter"),
        `the adapter \`${adapter}\` needs \`command:\`, the program and its arguments`,
      ),
    );
  return {
    adapter: adapterOf(adapter),
    command: argv,
    args: listOf(args).map(stringOf),
    ...(typeof model === "string" && { model }),
  };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has these names alone
const adapterOf = (name: unknown): StagedAgent["adapter"] => stringOf(name) as StagedAgent["adapter"];

function scriptsOf(values: Json, from: From, below: readonly string[]): readonly Script[] {
  const key = values["scripts"] === undefined ? "turns" : "scripts";
  if (values[key] === undefined) return [];
  try {
    return scriptsFrom({ version: 1, [key]: values[key] });
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const [pointer = ""] = /^\/\S*/.exec(error.message) ?? [];
    const keys = [...below, ...pointer.split("/").slice(1)];
    from.problems.push(problemAt(originOf(from, ...keys), error.message.slice(pointer.length).trim() || error.message));
    return [];
  }
}

/** The value at the end of these keys, or as far along them as there is one. */
export const originOf = ({ layer }: From, ...keys: readonly string[]): Origin => originAt(layer, keys);
