import type { AgentScenario, Expectation, TriggersScenario } from "../scenarios/scenario.ts";
import type { Script } from "../scripted/turn.ts";
import { MINIMAL } from "../scripted/minimal.ts";
import { skillCalls } from "./skill-calls.ts";

/** A skill whose prompts are rehearsed. Paths are from the workspace. */
export interface TriggeredSkill {
  readonly name: string;
  readonly path: string;
  /** The folder of its plugin, from the workspace, where that has to be named to the client. */
  readonly plugin?: string;
  /** Its own. */
  readonly prompts: readonly string[];
  /** Files that it names. */
  readonly files: readonly string[];
}

/**
 * One case for each prompt: the model loads the skill, then reads the files that it names. It is expected that the text
 * of all of them arrives.
 */
export function triggerCases(written: TriggersScenario, skill: TriggeredSkill): readonly AgentScenario[] {
  const { kind: _, skills: _skills, prompts: most, id, matrix, args, model, ...common } = written;
  const calls = skillCalls[written.adapter];
  const at = written.places["skills"] ?? written.places["kind"] ?? { start: 0, end: 0 };
  const arrives = (value: string, more: Expectation["params"] = {}): Expectation => ({
    type: "loaded",
    not: false,
    params: { value, ...more },
    at,
  });
  const named = model ?? calls.model;
  return skill.prompts.slice(0, most).map((prompt, index) => ({
    ...common,
    kind: "agent",
    id: idOf(id, skill.name, index),
    matrix: { ...matrix, skill: skill.name },
    args: [...calls.args, ...pluginArgs(written.adapter, skill), ...args],
    ...(named !== undefined && { model: named }),
    prompt,
    scripts: scriptsOf(skill, calls),
    expect: [...common.expect, arrives(skill.path, { part: "body" }), ...skill.files.map((path) => arrives(path))],
  }));
}

function idOf(id: string, skill: string, index: number): string {
  const told = [`skill=${skill.slice(0, 60)}`, ...(index === 0 ? [] : [`prompt=${index + 1}`])].join(", ");
  return id.endsWith("]") ? `${id.slice(0, -1)}, ${told}]` : `${id} [${told}]`;
}

/** Claude Code loads the plugin of a folder where it is told so; what it has installed it would load by itself. */
const pluginArgs = (adapter: TriggersScenario["adapter"], { plugin }: TriggeredSkill): readonly string[] =>
  adapter === "claude-code" && plugin !== undefined ? ["--plugin-dir", `./${plugin}`] : [];

/** Side requests, for a title and the like, offer no tools. */
const scriptsOf = (skill: TriggeredSkill, { load, read }: (typeof skillCalls)["command"]): readonly Script[] => [
  {
    name: "skill",
    when: { tools: true },
    forever: true,
    turns: [
      { answer: { text: "First the skill.", calls: [load(skill)] } },
      ...skill.files.map((path) => ({ answer: { text: "What it names.", calls: [read(path)] } })),
      { answer: { text: "Done." } },
    ],
  },
  MINIMAL,
];
