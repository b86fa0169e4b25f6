import { confine } from "../../config/confine.ts";
import { problemAt } from "../../config/origin.ts";
import { rangeOfOrigin } from "../../config/range-of.ts";
import { nearest } from "../../model/nearest.ts";
import type { InjectedFault } from "../agents/injected-fault.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import { listed } from "../assertions/told.ts";
import { isObject, type Json, listOf, numberOf, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import { agentsOf, faultOf, namedAgents, strangeKey } from "./agents-schema.ts";
import { type From, originOf, stagedAgentOf, startedOf } from "./build-agent.ts";
import { hookCaseOf } from "./hook-schema.ts";
import { mcpOf } from "./mcp-schema.ts";
import type { ScenarioValues } from "./scenario-values.ts";
import type {
  AgentScenario,
  CommonScenario,
  HookScenario,
  ScenarioKind,
  TeamScenario,
  TriggersScenario,
  WorkspaceFixture,
  WrittenScenario,
} from "./scenario.ts";

const MOST_REPEATS = 100;
/** Of a team: another order of its turns each time. */
const MOST_ORDERS = 1000;

/** What a workspace is where nothing is said of it: skills are those of the repository. */
const USUAL: Partial<Record<ScenarioKind, Json>> = { triggers: { folder: ".." } };

/** Values that keep to their schema → the scenario; undefined where they contradict each other, or a path leads out. */
export function buildScenario(given: ScenarioValues, from: From): WrittenScenario | undefined {
  const before = from.problems.length;
  const common = commonOf(given, from);
  const scenario = { ...common, ...ofKind(given, from) };
  expectKnownAgents(scenario, from);
  return from.problems.length === before ? scenario : undefined;
}

function ofKind({ kind, values }: ScenarioValues, from: From) {
  switch (kind) {
    case "hook":
      return hookOf(values, from);
    case "team":
      return teamOf(values, from);
    case "triggers":
      return triggersOf(values, from);
    default:
      return agentOf(values, from);
  }
}

function commonOf({ kind, values, expect }: ScenarioValues, from: From): CommonScenario {
  const { path } = from.source;
  const bare = path.replace(/\.ya?ml$/i, "");
  const matrix = Object.fromEntries(Object.entries(from.values).map(([name, value]) => [name, String(value)]));
  const shown = Object.entries(matrix).map(([name, value]) => `${name}=${value.slice(0, 60)}`);
  const repeat = numberOf(values["repeat"]) ?? 1;
  const most = kind === "team" ? MOST_ORDERS : MOST_REPEATS;
  if (repeat > most) from.problems.push(problemAt(originOf(from, "repeat"), `must be <= ${most}`));
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
    workspace: workspaceOf({ ...USUAL[kind], ...objectOf(values["workspace"]) }, from),
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
  return {
    kind: "hook",
    hooks: insideOf(stringOf(hooks), "hooks", from),
    ...(typeof plugin === "string" && { plugin: insideOf(plugin, "plugin", from) }),
    events: objectsOf(events).map(hookCaseOf),
  };
}

function agentOf(values: Json, from: From): Omit<AgentScenario, keyof CommonScenario> {
  const { recordings } = values;
  const folder = typeof recordings === "string" ? pathFrom(recordings, from, "recordings") : undefined;
  return {
    kind: "agent",
    ...stagedAgentOf(values, from, []),
    ...(folder !== undefined && { recordings: folder }),
    ...(values["agents"] !== undefined && { agents: namedAgents(objectOf(values["agents"])) }),
    ...(values["faults"] !== undefined && { faults: faultsOf(values, from) }),
    ...(values["mcp"] !== undefined && { mcp: mcpOf(objectOf(values["mcp"])) }),
  };
}

/** An agent that nobody plays would never be asked for, nor would what must not hold of it. */
function expectKnownAgents(scenario: WrittenScenario, from: From): void {
  const known = namesIn(scenario);
  const expectKnown = (named: string, ...keys: readonly string[]): void => {
    if (known.includes(named)) return;
    const meant = nearest(named, known);
    const others = known.length === 0 ? "" : `; there are ${listed([...new Set(known)])}`;
    const help =
      meant === undefined ? `: name it under \`agents:\`, or a script${others}` : `: did you mean \`${meant}\`?`;
    const told = `no agent is called \`${named.slice(0, 60)}\`${help}`;
    from.problems.push(problemAt(originOf(from, ...keys), told));
  };
  for (const [at, { type, params }] of scenario.expect.entries()) {
    const { agents }: Assertion = assertions[type];
    for (const named of agents?.(params) ?? []) expectKnown(named, "expect", String(at));
  }
  if (scenario.kind !== "agent") return;
  for (const [at, { agent }] of (scenario.faults ?? []).entries()) expectKnown(agent, "faults", String(at), "agent");
}

/** Those of whom something may be expected. */
function namesIn(scenario: WrittenScenario): readonly string[] {
  if (scenario.kind === "hook" || scenario.kind === "triggers") return [];
  const agents = scenario.kind === "team" ? scenario.agents : agentsOf(scenario);
  return agents.map(({ name }) => name);
}

/** What a fault of one kind says, the others cannot. */
function faultsOf(values: Json, from: From): readonly InjectedFault[] {
  return objectsOf(values["faults"]).map((fault, at) => {
    const strange = strangeKey(fault);
    if (strange !== undefined)
      from.problems.push(
        problemAt(
          originOf(from, "faults", String(at), strange),
          `\`${strange}\` says nothing of a fault that is \`${stringOf(fault["how"])}\``,
        ),
      );
    return faultOf(fault);
  });
}

function teamOf(values: Json, from: From): Omit<TeamScenario, keyof CommonScenario> {
  const { agents, shared, sequential, patience, mcp } = values;
  const named = Object.entries(objectOf(agents));
  if (named.length < 2)
    from.problems.push(problemAt(originOf(from, "agents"), "a team has at least two agents: give each a name"));
  return {
    kind: "team",
    agents: named.map(([name, agent]) => ({ name, ...stagedAgentOf(objectOf(agent), from, ["agents", name]) })),
    shared: insideOf(stringOf(shared), "shared", from),
    sequential: sequential === true,
    seed: 1,
    patience: numberOf(patience) ?? 0,
    ...(mcp !== undefined && { mcp: mcpOf(objectOf(mcp)) }),
  };
}

function triggersOf(values: Json, from: From): Omit<TriggersScenario, keyof CommonScenario> {
  const { adapter, ...started } = startedOf(values, from, []);
  return {
    kind: "triggers",
    ...started,
    adapter: adapter === "http" ? "command" : adapter, // the schema has no `http` for it
    skills: listOf(values["skills"]).map(stringOf),
    prompts: numberOf(values["prompts"]) ?? 1,
  };
}

/** A path in the workspace. */
function insideOf(named: string, key: string, from: From): string {
  const confined = confine("", named);
  if (confined.ok) return confined.path === "." ? "" : confined.path.replace(/\/$/, "");
  const why = confined.why.replace("the configuration's root", "the workspace's");
  from.problems.push(problemAt(originOf(from, key), `\`${named.slice(0, 60)}\` ${why}`));
  return "";
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

const texts = (value: unknown): Readonly<Record<string, string>> =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, stringOf(text)])) : {};

const limitsOf = (limits: Json): CommonScenario["limits"] =>
  Object.fromEntries(
    Object.entries(limits).flatMap(([name, value]) => (numberOf(value) === undefined ? [] : [[name, value]])),
  );
