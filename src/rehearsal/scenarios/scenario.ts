import type { Range, Source } from "../../model/source.ts";
import type { AdapterName } from "../adapters/adapters.ts";
import type { InjectedFault } from "../agents/injected-fault.ts";
import type { NamedAgent } from "../agents/named-agent.ts";
import type { AssertionName } from "../assertions/names.ts";
import type { HookCase } from "../hooks/hook-case.ts";
import type { ScriptedResult } from "../mcp/served.ts";
import type { Script } from "../scripted/turn.ts";

/** What is rehearsed, and what is expected of it: one combination of its matrix. */
export type Scenario = AgentScenario | HookScenario | TeamScenario;
/** As it stands in its file: what is rehearsed by prompts becomes a scenario for each. */
export type WrittenScenario = Scenario | TriggersScenario;
export type ScenarioKind = WrittenScenario["kind"];

/** What every kind of scenario has. */
export interface CommonScenario {
  /** Of its file: POSIX, relative to the checked folder. */
  readonly path: string;
  readonly source: Source;
  /** Where its keys stand in the file, for what is said of them. */
  readonly places: Readonly<Record<string, Range>>;
  /** Its file's path without the ending, and the values of its matrix: `scenarios/review [client=codex]`. */
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** The values of this combination, by their names. */
  readonly matrix: Readonly<Record<string, string>>;
  readonly workspace: WorkspaceFixture;
  /** All that the program finds in its environment, beside what its adapter and the sandbox set. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ScenarioLimits;
  /** How often it runs. */
  readonly repeat: number;
  readonly expect: readonly Expectation[];
}

/** How an agent is started, what it is told, and what answers it. */
export interface StagedAgent {
  readonly adapter: AdapterName | "http";
  /**
   * Program and arguments of the adapters `command` and `http`; of another one, the program instead of that on PATH.
   */
  readonly command: readonly string[];
  /** More arguments for the client. */
  readonly args: readonly string[];
  readonly model?: string;
  readonly prompt: string;
  readonly scripts: readonly Script[];
}

/** An agent gets a prompt, and a server of models that answers from turns or recordings. */
export interface AgentScenario extends CommonScenario, StagedAgent {
  readonly kind: "agent";
  /** Those that it names, beside its scripts. */
  readonly agents?: readonly NamedAgent[];
  readonly faults?: readonly InjectedFault[];
  /** A folder of recordings: POSIX, relative to the checked folder. */
  readonly recordings?: string;
  /** What it says of the MCP servers of its workspace; absent where it says nothing. */
  readonly mcp?: McpExpectations;
}

/** What stands in for the MCP servers of a workspace. */
export interface McpExpectations {
  /** POSIX, relative to the workspace. */
  readonly lock: string;
  /** Servers that start as they are configured. */
  readonly real: readonly string[];
  /** What tools answer, by the names of servers. */
  readonly results: Readonly<Record<string, readonly ScriptedResult[]>>;
}

/** The prompts of skills: the model of a client is said to load the skill, and to read what that names. */
export interface TriggersScenario extends CommonScenario, Omit<StagedAgent, "adapter" | "prompt" | "scripts"> {
  readonly kind: "triggers";
  readonly adapter: AdapterName;
  /** Names; none: all that have prompts of their own. */
  readonly skills: readonly string[];
  /** Of each skill at most. */
  readonly prompts: number;
}

/** The hooks of a file get events, one after the other, each in a workspace of its own. */
export interface HookScenario extends CommonScenario {
  readonly kind: "hook";
  /** The file that declares them: POSIX, relative to the workspace. Its place and its form say whose hooks they are. */
  readonly hooks: string;
  /** The root of the plugin that they belong to: POSIX, relative to the workspace. */
  readonly plugin?: string;
  /** A table of what happens, and of what must come of it. */
  readonly events: readonly HookCase[];
}

/** Several agents work in one workspace, each with a server of models of its own. */
export interface TeamScenario extends CommonScenario {
  readonly kind: "team";
  readonly agents: readonly TeamAgent[];
  /** The folder by which they work together: POSIX, relative to the workspace. */
  readonly shared: string;
  /** One acts at a time; each run has a seed of its own, counted from `seed`. Else they act side by side. */
  readonly sequential: boolean;
  readonly seed: number;
  /** Milliseconds; an agent that asks nothing for so long while it acts waits for another one. */
  readonly patience: number;
  readonly mcp?: McpExpectations;
}
export interface TeamAgent extends StagedAgent {
  readonly name: string;
}

/** What the program finds in its folder. */
export interface WorkspaceFixture {
  /** Copied: POSIX, relative to the checked folder; empty for all of it. Absent: no folder. */
  readonly folder?: string;
  /** Written over it, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether it is a git repository of one commit. */
  readonly git: boolean;
}

export interface ScenarioLimits {
  readonly seconds?: number;
  readonly "output-bytes"?: number;
  readonly processes?: number;
  /** Of all answers together. */
  readonly tokens?: number;
  readonly "memory-mb"?: number;
}

/** One line of `expect:`. What it holds beside its type depends on that. */
export interface Expectation {
  readonly type: AssertionName;
  /** The assertion is to be missed: the type had `not-` before it. */
  readonly not: boolean;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where it stands in the scenario's file. */
  readonly at: Range;
}
