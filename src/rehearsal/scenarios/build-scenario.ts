import { confine } from "../../config/confine.ts";
import { type LayerMap, originAt } from "../../config/layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { rangeOfOrigin } from "../../config/range-of.ts";
import { nearest } from "../../model/nearest.ts";
import { Mismatch } from "../../model/read-value.ts";
import type { Source } from "../../model/source.ts";
import type { InjectedFault } from "../agents/injected-fault.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import { listed } from "../assertions/told.ts";
import { scriptsFrom } from "../scripted/read-scripts.ts";
import type { Script } from "../scripted/turn.ts";
import { isJson, type Json, listOf, numberOf, objectOf, objectsOf, stringOf } from "../wire/json.ts";
import { agentsOf, faultOf, namedAgents, strangeKey } from "./agents-schema.ts";
import type { Values } from "./fill-matrix.ts";
import { hookCaseOf } from "./hook-schema.ts";
import { mcpOf } from "./mcp-schema.ts";
import type { ScenarioValues } from "./scenario-values.ts";
import type { AgentScenario, CommonScenario, HookScenario, Scenario, WorkspaceFixture } from "./scenario.ts";

/** What a scenario is built from beside its values. Problems go into `problems`. */
interface From {
  readonly source: Source;
  readonly layer: LayerMap;
  readonly values: Values;
  readonly problems: ConfigProblem[];
}

const MOST_REPEATS = 100;

/** Values that keep to their schema → the scenario; undefined where they contradict each other, or a path leads out. */
export function buildScenario(given: ScenarioValues, from: From): Scenario | undefined {
  const before = from.problems.length;
  const common = commonOf(given, from);
  const scenario: Scenario =
    given.kind === "hook"
      ? { ...common, ...hookOf(given.values, from) }
      : { ...common, ...agentOf(given.values, from) };
  expectKnownAgents(scenario, from);
  return from.problems.length === before ? scenario : undefined;
}

function commonOf({ values, expect }: ScenarioValues, from: From): CommonScenario {
  const { path } = from.source;
  const bare = path.replace(/\.ya?ml$/i, "");
  const matrix = Object.fromEntries(Object.entries(from.values).map(([name, value]) => [name, String(value)]));
  const shown = Object.entries(matrix).map(([name, value]) => `${name}=${value.slice(0, 60)}`);
  const repeat = numberOf(values["repeat"]) ?? 1;
  if (repeat > MOST_REPEATS) from.problems.push(problemAt(originOf(from, "repeat"), `must be <= ${MOST_REPEATS}`));
  return {
    path,
    source: from.source,
    places: Object.fromEntries(
      Array.from(from.layer.entries, ([name, { key }]) => [name, rangeOfOrigin(key, from.source)]),
    ),
    id: shown.length === 0 ? bare : `${bare} [${shown.join(", ")}]`,
    name: stringOf(values["name"]) || bare.slice(bare.lastIndexOf("/") + 1),
    tags: listOf(values["tags"]).map(stringOf),
    matrix,
    workspace: workspaceOf(objectOf(values["workspace"]), from),
    env: texts(values["env"]),
    limits: limitsOf(objectOf(values["limits"])),
    repeat,
    expect,
  };
}

function workspaceOf({ folder, files, git }: Json, from: From): WorkspaceFixture {
  const written = texts(files);
  for (const name of Object.keys(written)) {
    const confined = confine("", name);
    if (confined.ok && confined.path === name && name !== ".") continue;
    const why = confined.ok
      ? "is written in a roundabout way"
      : confined.why.replace("the configuration's root", "the workspace's");
    from.problems.push(problemAt(originOf(from, "workspace", "files", name), `\`${name.slice(0, 60)}\` ${why}`));
  }
  const copied = typeof folder === "string" ? pathFrom(folder, from, "workspace", "folder") : undefined;
  return { ...(copied !== undefined && { folder: copied }), files: written, git: git !== false };
}

function hookOf({ hooks, plugin, events }: Json, from: From): Omit<HookScenario, keyof CommonScenario> {
  const inside = (named: string, key: string): string => {
    const confined = confine("", named);
    if (confined.ok) return confined.path === "." ? "" : confined.path.replace(/\/$/, "");
    const why = confined.why.replace("the configuration's root", "the workspace's");
    from.problems.push(problemAt(originOf(from, key), `\`${named.slice(0, 60)}\` ${why}`));
    return "";
  };
  return {
    kind: "hook",
    hooks: inside(stringOf(hooks), "hooks"),
    ...(typeof plugin === "string" && { plugin: inside(plugin, "plugin") }),
    events: objectsOf(events).map(hookCaseOf),
  };
}

function agentOf(values: Json, from: From): Omit<AgentScenario, keyof CommonScenario> {
  const { adapter, command, args, model, prompt, recordings } = values;
  const say = (key: string, message: string): void => void from.problems.push(problemAt(originOf(from, key), message));
  const argv = listOf(command).map(stringOf);
  if ((adapter === "command" || adapter === "http") && argv.length === 0)
    say("adapter", `the adapter \`${adapter}\` needs \`command:\`, the program and its arguments`);
  const scripts = scriptsOf(values, from);
  if (values["turns"] !== undefined && values["scripts"] !== undefined)
    say("turns", "the model answers by `turns:` or by `scripts:`, not by both");
  if ([values["turns"], values["scripts"], recordings].every((one) => one === undefined))
    say("prompt", "nothing answers the agent: give it `turns:`, `scripts:` or `recordings:`");
  const folder = typeof recordings === "string" ? pathFrom(recordings, from, "recordings") : undefined;
  return {
    kind: "agent",
    adapter: adapterOf(adapter),
    command: argv,
    args: listOf(args).map(stringOf),
    ...(typeof model === "string" && { model }),
    prompt: stringOf(prompt),
    scripts,
    ...(folder !== undefined && { recordings: folder }),
    ...(values["agents"] !== undefined && { agents: namedAgents(objectOf(values["agents"])) }),
    ...(values["faults"] !== undefined && { faults: faultsOf(values, from) }),
    ...(values["mcp"] !== undefined && { mcp: mcpOf(objectOf(values["mcp"])) }),
  };
}

/** An agent that nobody plays would never be asked for, nor would what must not hold of it. */
function expectKnownAgents(scenario: Scenario, from: From): void {
  const known = scenario.kind === "agent" ? agentsOf(scenario).map(({ name }) => name) : [];
  const expectKnown = (named: string, ...keys: readonly string[]): void => {
    if (known.includes(named)) return;
    const meant = nearest(named, known);
    const others = known.length === 0 ? "" : `; there are ${listed([...new Set(known)])}`;
    const help =
      meant === undefined ? `: name it under \`agents:\`, or a script${others}` : `: did you mean \`${meant}\`?`;
    const told = `no agent is called \`${named.slice(0, 60)}\`${help}`;
    from.problems.push(problemAt(originAt(from.layer, keys), told));
  };
  for (const [at, { type, params }] of scenario.expect.entries()) {
    const { agents }: Assertion = assertions[type];
    for (const named of agents?.(params) ?? []) expectKnown(named, "expect", String(at));
  }
  if (scenario.kind === "hook") return;
  for (const [at, { agent }] of (scenario.faults ?? []).entries()) expectKnown(agent, "faults", String(at), "agent");
}

/** What a fault of one kind says, the others cannot. */
function faultsOf(values: Json, from: From): readonly InjectedFault[] {
  return objectsOf(values["faults"]).map((fault, at) => {
    const strange = strangeKey(fault);
    if (strange !== undefined)
      from.problems.push(
        problemAt(
          originAt(from.layer, ["faults", String(at), strange]),
          `\`${strange}\` says nothing of a fault that is \`${stringOf(fault["how"])}\``,
        ),
      );
    return faultOf(fault);
  });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has these names alone
const adapterOf = (name: unknown): AgentScenario["adapter"] => stringOf(name) as AgentScenario["adapter"];

function scriptsOf(values: Json, from: From): readonly Script[] {
  const key = values["scripts"] === undefined ? "turns" : "scripts";
  if (values[key] === undefined) return [];
  try {
    return scriptsFrom({ version: 1, [key]: values[key] });
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const [pointer = ""] = /^\/\S*/.exec(error.message) ?? [];
    const keys = pointer.split("/").slice(1);
    from.problems.push(
      problemAt(originAt(from.layer, keys), error.message.slice(pointer.length).trim() || error.message),
    );
    return [];
  }
}

/** A path that the scenario names, from the checked folder. */
function pathFrom(named: string, from: From, ...keys: readonly string[]): string | undefined {
  const { path } = from.source;
  const confined = confine(path.slice(0, Math.max(0, path.lastIndexOf("/"))), named);
  if (confined.ok) return confined.path === "." ? "" : confined.path.replace(/\/$/, "");
  const why = confined.why.replace("the configuration's root", "the checked");
  from.problems.push(problemAt(originOf(from, ...keys), `\`${named.slice(0, 60)}\` ${why}`));
  return undefined;
}

const originOf = ({ layer }: From, ...keys: readonly string[]): Origin => originAt(layer, keys);

const texts = (value: unknown): Readonly<Record<string, string>> =>
  isJson(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, stringOf(text)])) : {};

const limitsOf = (limits: Json): CommonScenario["limits"] =>
  Object.fromEntries(
    Object.entries(limits).flatMap(([name, value]) => (numberOf(value) === undefined ? [] : [[name, value]])),
  );
